package dev.voyage.upstream;

import java.net.URI;

/** Hosts are spared where answers are wanted whole too: the tests of {@link HostLimitsTest} with the web client. */
class WholeHostLimitsTest extends HostLimitsTest {

    @Override
    UpstreamRequest get(URI uri) {
        return super.get(uri).whole(WholeLimit.any(1 << 20));
    }
}
