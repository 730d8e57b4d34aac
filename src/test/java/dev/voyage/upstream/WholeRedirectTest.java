package dev.voyage.upstream;

import java.net.URI;

/** Redirects are followed within the policy where answers are wanted whole too: the tests of {@link RedirectTest} with the web client. */
class WholeRedirectTest extends RedirectTest {

    @Override
    UpstreamRequest get(URI uri) {
        return super.get(uri).whole(WholeLimit.any(1 << 20));
    }
}
