package dev.voyage.upstream;

import dev.voyage.api.client.DemoProfile;
import dev.voyage.upstream.client.VertxHttp;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Nested;

/** The rules for every request hold for typed REST clients too: the same stories, asked with a third client. */
@QuarkusTest
@TestProfile(DemoProfile.class)
class RestStoriesTest {

    @Nested
    class Ssrf extends SsrfTest {
        @Override
        Http over(VertxHttp client) {
            return StoryHttp.over(client);
        }
    }

    @Nested
    class Connect extends ConnectTest {
        @Override
        Http over(VertxHttp client) {
            return StoryHttp.over(client);
        }
    }

    @Nested
    class HostLimits extends HostLimitsTest {
        @Override
        Http over(VertxHttp client) {
            return StoryHttp.over(client);
        }
    }

    @Nested
    class Redirect extends RedirectTest {
        @Override
        Http over(VertxHttp client) {
            return StoryHttp.over(client);
        }
    }

    @Nested
    class Retry extends RetryTest {
        @Override
        Http over(VertxHttp client) {
            return StoryHttp.over(client);
        }
    }

    @Nested
    class Fairness extends FairnessTest {
        @Override
        Http over(VertxHttp client) {
            return StoryHttp.over(client);
        }
    }

    @Nested
    class Cancel extends UpstreamCancelTest {
        @Override
        Http over(VertxHttp client) {
            return StoryHttp.over(client);
        }
    }
}
