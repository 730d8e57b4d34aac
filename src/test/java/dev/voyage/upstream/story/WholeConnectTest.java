package dev.voyage.upstream.story;

import dev.voyage.upstream.UpstreamRequest;
import dev.voyage.upstream.WholeLimit;
import java.net.URI;

/** The checked address is connected to, the certificate checked against the name, where answers are wanted whole too: the tests of {@link ConnectTest} with the web client. */
class WholeConnectTest extends ConnectTest {

    @Override
    protected UpstreamRequest get(URI uri) {
        return super.get(uri).whole(WholeLimit.any(1 << 20));
    }
}
