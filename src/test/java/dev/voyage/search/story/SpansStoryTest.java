package dev.voyage.search.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.observability.TraceSpans;
import dev.voyage.search.played.Rig;
import dev.voyage.search.played.Told;
import dev.voyage.search.request.Action;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The trace of a search, from the side of voyage and of the archive. */
class SpansStoryTest {

    private static final AttributeKey<String> SEARCH = AttributeKey.stringKey("search");
    private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("outcome");

    private final List<SpanData> spans = new CopyOnWriteArrayList<>();
    private OpenTelemetrySdk telemetry;
    private Rig rig;

    @TempDir
    Path directory;

    @BeforeEach
    void setUp() throws IOException {
        telemetry = OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(new Kept()))
                        .build())
                .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
                .build();
        rig = new Rig(Files.createDirectory(directory.resolve("data")), TraceSpans.root(telemetry));
    }

    @AfterEach
    void tearDown() {
        rig.close();
        telemetry.close();
    }

    @Test
    void everyRequestBelongsToAStepAndEveryStepToTheSearch() {
        String id = rig.start(rig.request(Action.DOWNLOAD));
        new Told(rig.events(id)).isSound();
        SpanData search = one("search");

        assertThat(search.getAttributes().get(SEARCH)).isEqualTo(id);
        assertThat(search.getAttributes().get(OUTCOME)).isEqualTo("complete");
        assertThat(spans).extracting(SpanData::getName).contains("resolve", "cone", "lookup", "listing", "file");
        assertThat(spans)
                .filteredOn(span -> !span.getName().equals("search"))
                .allMatch(span -> span.getParentSpanId().equals(search.getSpanId()))
                .allMatch(span -> id.equals(span.getAttributes().get(SEARCH)))
                .allMatch(span -> "done".equals(span.getAttributes().get(OUTCOME)));
        assertThat(spans).filteredOn(span -> span.getName().equals("file")).hasSize(6);
        assertThat(rig.archive.requests()).isNotEmpty().allSatisfy(request -> {
            String[] context = request.header("traceparent").orElse("none").split("-", -1);
            assertThat(context[1]).isEqualTo(search.getTraceId());
            assertThat(spans).extracting(SpanData::getSpanId).contains(context[2]);
        });
    }

    @Test
    void whatFailsIsSeen() {
        rig.played.coneScript().answers(404);
        rig.run(rig.request(Action.DOWNLOAD));

        assertThat(one("cone").getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(one("search").getAttributes().get(OUTCOME)).isEqualTo("failed");
    }

    @Test
    void nothingIsAddedToRequestsWhereNobodyTraces() throws IOException {
        try (var plain = new Rig(rig, Files.createDirectory(directory.resolve("plain")))) {
            plain.run(plain.request(Action.LINKS));
        }

        assertThat(rig.archive.requests()).isNotEmpty().noneMatch(it -> it.header("traceparent")
                .isPresent());
        assertThat(spans).isEmpty();
    }

    private SpanData one(String name) {
        return spans.stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private final class Kept implements SpanExporter {
        @Override
        public CompletableResultCode export(Collection<SpanData> ended) {
            spans.addAll(ended);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
