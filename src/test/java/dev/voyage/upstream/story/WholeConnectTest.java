package dev.voyage.upstream.story;

import dev.voyage.upstream.UpstreamRequest;
import dev.voyage.upstream.WholeLimit;
import java.net.URI;

/**
 * Connections for whole responses (checked address, certificate for the name): the tests of {@link ConnectTest} with
 * the web client.
 */
class WholeConnectTest extends ConnectTest {

    @Override
    protected UpstreamRequest get(URI uri) {
        return super.get(uri).whole(WholeLimit.any(1 << 20));
    }
}
