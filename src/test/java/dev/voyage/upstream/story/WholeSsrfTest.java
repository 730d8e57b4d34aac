package dev.voyage.upstream.story;

import dev.voyage.upstream.UpstreamRequest;
import dev.voyage.upstream.WholeLimit;
import java.net.URI;

/** Egress policy for whole responses: the tests of {@link SsrfTest} with the web client. */
class WholeSsrfTest extends SsrfTest {

    @Override
    protected UpstreamRequest get(URI uri) {
        return super.get(uri).whole(WholeLimit.any(1 << 20));
    }
}
