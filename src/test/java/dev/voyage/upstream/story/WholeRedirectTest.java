package dev.voyage.upstream.story;

import dev.voyage.upstream.UpstreamRequest;
import dev.voyage.upstream.WholeLimit;
import java.net.URI;

/** Redirects of whole responses: the tests of {@link RedirectTest} with the web client. */
class WholeRedirectTest extends RedirectTest {

    @Override
    protected UpstreamRequest get(URI uri) {
        return super.get(uri).whole(WholeLimit.any(1 << 20));
    }
}
