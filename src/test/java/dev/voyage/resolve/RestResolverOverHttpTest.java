package dev.voyage.resolve;

import dev.voyage.api.client.DemoProfile;
import dev.voyage.upstream.Http;
import dev.voyage.upstream.rest.RestClients;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/** The tests of {@link ResolverOverHttpTest} with the typed REST client. */
@QuarkusTest
@TestProfile(DemoProfile.class)
class RestResolverOverHttpTest extends ResolverOverHttpTest {

    @Override
    SesameClient sesame(Http http) {
        return RestClients.build(SesameClient.class, http);
    }
}
