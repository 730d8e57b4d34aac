package dev.voyage.upstream.story;

import dev.voyage.upstream.UpstreamRequest;
import dev.voyage.upstream.WholeLimit;
import java.net.URI;

/** Fairness between searches for whole responses: the tests of {@link FairnessTest} with the web client. */
class WholeFairnessTest extends FairnessTest {

    @Override
    protected UpstreamRequest get(URI uri) {
        return super.get(uri).whole(WholeLimit.any(1 << 20));
    }
}
