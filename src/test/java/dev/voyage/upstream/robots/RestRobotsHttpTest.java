package dev.voyage.upstream.robots;

import dev.voyage.api.client.DemoProfile;
import dev.voyage.upstream.Http;
import dev.voyage.upstream.rest.RestClients;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/** The tests of {@link RobotsHttpTest}, with robots.txt read by the typed REST client. */
@QuarkusTest
@TestProfile(DemoProfile.class)
class RestRobotsHttpTest extends RobotsHttpTest {

    @Override
    RobotsClient client(Http over) {
        return RestClients.build(RobotsClient.class, over);
    }
}
