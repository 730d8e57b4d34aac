package dev.voyage.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.testsupport.http.Overheard;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RequestContextTest {

    private static final TraceSpan SPAN = new TraceSpan() {
        @Override
        public Map<String, String> headers() {
            return Map.of("traceparent", "00-1-2-01");
        }
    };

    private final Overheard heard = new Overheard();

    @Test
    void partKeepsListenerAndKeyAndCarriesTheHeadersOfItsSpan() {
        var whole = new RequestContext(heard, FairnessKey.of("search"), TraceSpan.NONE);

        RequestContext part = whole.in(SPAN);
        part.degraded("a.test", "slow");
        part.throttled("b.test", "busy", Optional.of(Duration.ofSeconds(1)));

        assertThat(part.span()).isSameAs(SPAN);
        assertThat(part.fairnessKey()).isEqualTo(new FairnessKey("search", SPAN.headers()));
        assertThat(whole.fairnessKey()).isEqualTo(FairnessKey.of("search"));
        assertThat(heard.hosts()).containsExactly("a.test", "b.test");
    }

    @Test
    void requestTakesTheKeyOfItsContext() {
        var context = new RequestContext(heard, FairnessKey.of("search"), TraceSpan.NONE);

        assertThat(UpstreamRequest.get(URI.create("http://a.test/")).by(context).party())
                .isEqualTo(context.fairnessKey());
        assertThat(RequestContext.NONE.fairnessKey()).isEqualTo(FairnessKey.NONE);
    }
}
