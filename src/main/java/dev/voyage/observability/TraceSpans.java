package dev.voyage.observability;

import dev.voyage.upstream.TraceSpan;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.util.HashMap;
import java.util.Map;

/**
 * Operations as spans of OpenTelemetry: one for each search, and below it one for each operation on an archive; its
 * requests carry the trace context.
 *
 * @see <a href="https://www.w3.org/TR/trace-context/">Trace Context</a>
 */
public final class TraceSpans implements TraceSpan {

    private static final String SCOPE = "dev.voyage";

    private final OpenTelemetry telemetry;
    private final Context context;
    private final Span span; // null above a search, where voyage has no span
    private final String search;

    private TraceSpans(OpenTelemetry telemetry, Context context, Span span, String search) {
        this.telemetry = telemetry;
        this.context = context;
        this.span = span;
        this.search = search;
    }

    /** The root of the spans of all searches. */
    public static TraceSpan root(OpenTelemetry telemetry) {
        return new TraceSpans(telemetry, Context.root(), Span.getInvalid(), null);
    }

    @Override
    public TraceSpan begin(String name, String about) {
        boolean top = search == null;
        String id = top ? about : search;
        Span begun = telemetry
                .getTracer(SCOPE)
                .spanBuilder(name)
                .setParent(context)
                .setSpanKind(top ? SpanKind.INTERNAL : SpanKind.CLIENT)
                .setAttribute("search", id)
                .startSpan();
        if (!top) {
            begun.setAttribute("address", about);
        }
        return new TraceSpans(telemetry, begun.storeInContext(context), begun, id);
    }

    @Override
    public Map<String, String> headers() {
        var headers = new HashMap<String, String>();
        telemetry.getPropagators().getTextMapPropagator().inject(context, headers, Map::put);
        return headers;
    }

    @Override
    public void end(String how, Throwable why) {
        span.setAttribute("outcome", how);
        if (why != null) {
            span.setStatus(StatusCode.ERROR, String.valueOf(why.getMessage()));
        }
        span.end();
    }
}
