package dev.voyage.upstream;

import java.net.URI;

/** The checked address is connected to, the certificate checked against the name, where answers are wanted whole too: the tests of {@link ConnectTest} with the web client. */
class WholeConnectTest extends ConnectTest {

    @Override
    UpstreamRequest get(URI uri) {
        return super.get(uri).whole(WholeLimit.any(1 << 20));
    }
}
