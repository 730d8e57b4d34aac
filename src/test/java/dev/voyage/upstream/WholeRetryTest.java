package dev.voyage.upstream;

import java.net.URI;

/** Tries are repeated where answers are wanted whole too: the tests of {@link RetryTest} with the web client. */
class WholeRetryTest extends RetryTest {

    @Override
    UpstreamRequest get(URI uri) {
        return super.get(uri).whole(WholeLimit.any(1 << 20));
    }
}
