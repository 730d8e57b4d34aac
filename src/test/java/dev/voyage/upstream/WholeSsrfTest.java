package dev.voyage.upstream;

import java.net.URI;

/** No form of an address leads to this machine where answers are wanted whole too: the tests of {@link SsrfTest} with the web client. */
class WholeSsrfTest extends SsrfTest {

    @Override
    UpstreamRequest get(URI uri) {
        return super.get(uri).whole(WholeLimit.any(1 << 20));
    }
}
