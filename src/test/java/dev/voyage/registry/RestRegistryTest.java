package dev.voyage.registry;

import dev.voyage.api.client.DemoProfile;
import dev.voyage.upstream.Http;
import dev.voyage.upstream.rest.RestClients;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/** The tests of {@link RegistryTest} with the typed REST client. */
@QuarkusTest
@TestProfile(DemoProfile.class)
class RestRegistryTest extends RegistryTest {

    @Override
    RegtapClient regtap(Http http) {
        return RestClients.build(RegtapClient.class, http);
    }
}
