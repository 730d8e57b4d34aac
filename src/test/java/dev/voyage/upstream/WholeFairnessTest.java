package dev.voyage.upstream;

import java.net.URI;

/** Searches take turns where answers are wanted whole too: the tests of {@link FairnessTest} with the web client. */
class WholeFairnessTest extends FairnessTest {

    @Override
    UpstreamRequest get(URI uri) {
        return super.get(uri).whole(WholeLimit.any(1 << 20));
    }
}
