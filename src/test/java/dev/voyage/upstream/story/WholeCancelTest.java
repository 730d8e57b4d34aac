package dev.voyage.upstream.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.problem.ProblemType;
import dev.voyage.testsupport.Received;
import dev.voyage.upstream.UpstreamRequest;
import dev.voyage.upstream.UpstreamResponse;
import dev.voyage.upstream.WholeLimit;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Cancellation of whole responses: the tests of {@link UpstreamCancelTest} with the web client. */
class WholeCancelTest extends UpstreamCancelTest {

    @Override
    protected UpstreamRequest get(URI uri) {
        return super.get(uri).whole(WholeLimit.any(1 << 20));
    }

    /** The web client keeps reading after its {@code Uni} is cancelled; voyage's does not. */
    @Test
    @Override
    void inTheMiddleOfTheBody() {
        server.on("/x").answersZeros(1 << 20).drips(1000, Duration.ofSeconds(1)); // longer than the test waits
        UniAssertSubscriber<UpstreamResponse> reader =
                over(http).ask(get(server.uri("/x"))).subscribe().withSubscriber(UniAssertSubscriber.create());
        Received request = server.await("/x", 1).get(0);
        reader.cancel();

        within(request.hungUp());
        reader.assertNotTerminated();
        assertNoPermitIsHeld();
    }

    @Test
    void aBodyThatIsLongerThanItMayBeIsHungUpOn() {
        server.on("/x").answersZeros(1L << 40).chunked();
        assertThat(problemOf(over(http).ask(get(server.uri("/x")))).kind()).isEqualTo(ProblemType.TOO_LARGE);

        within(server.requests("/x").get(0).hungUp());
        assertNoPermitIsHeld();
    }
}
