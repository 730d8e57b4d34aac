package dev.voyage.upstream.story;

import dev.voyage.upstream.UpstreamRequest;
import dev.voyage.upstream.WholeLimit;
import java.net.URI;

/** Host limits for whole responses: the tests of {@link HostLimitsTest} with the web client. */
class WholeHostLimitsTest extends HostLimitsTest {

    @Override
    protected UpstreamRequest get(URI uri) {
        return super.get(uri).whole(WholeLimit.any(1 << 20));
    }
}
