package dev.voyage.upstream.story;

import dev.voyage.api.client.DemoProfile;
import dev.voyage.upstream.Http;
import dev.voyage.upstream.HttpTestBase;
import dev.voyage.upstream.client.VertxHttp;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Nested;

/** The rules for every request apply to typed REST clients too: the same stories with a third client. */
@QuarkusTest
@TestProfile(DemoProfile.class)
class RestStoriesTest {

    interface ByRestClient extends HttpTestBase.ClientChoice {
        @Override
        default Http chosen(VertxHttp client) {
            return StoryHttp.over(client);
        }
    }

    @Nested
    class Ssrf extends SsrfTest implements ByRestClient {}

    @Nested
    class Connect extends ConnectTest implements ByRestClient {}

    @Nested
    class HostLimits extends HostLimitsTest implements ByRestClient {}

    @Nested
    class Redirect extends RedirectTest implements ByRestClient {}

    @Nested
    class Retry extends RetryTest implements ByRestClient {}

    @Nested
    class Fairness extends FairnessTest implements ByRestClient {}

    @Nested
    class Cancel extends UpstreamCancelTest implements ByRestClient {}
}
