package dev.voyage.api.web;

import dev.voyage.api.endpoint.MediaTypes;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;

/** Chooses the client's preferred media type (RFC 9110, 12.5.1). */
public final class ContentNegotiation {

    private static final String ACCEPTED = "voyage.accepted";

    private ContentNegotiation() {}

    /**
     * The offered type of the highest quality, the first offered among equals.
     *
     * @param accept the header, or null, which accepts anything
     * @throws Problem {@code NOT_ACCEPTABLE} if none of the offered types is acceptable
     */
    public static String best(String accept, List<String> offered) {
        if (accept == null || accept.isBlank() || namesProblemsOnly(accept)) {
            return offered.get(0);
        }
        String best = null;
        double highest = 0;
        for (String type : offered) {
            double quality = quality(type, accept);
            if (quality > highest) {
                highest = quality;
                best = type;
            }
        }
        if (best == null) {
            throw Problem.of(
                            ProblemType.NOT_ACCEPTABLE,
                            "available as " + String.join(", ", offered) + ", not as " + QuotedText.of(accept))
                    .with("available", offered);
        }
        return best;
    }

    /**
     * Generated clients accept only the type of errors and forget that of the response: they get the default format, as 12.5.1
     * allows.
     */
    private static boolean namesProblemsOnly(String accept) {
        return accept.split(";", 2)[0].strip().equalsIgnoreCase(ProblemResponses.PROBLEM_JSON) && !accept.contains(",");
    }

    /** The quality of the most specific range that covers the type; 0 if there is none. */
    private static double quality(String type, String accept) {
        int closest = -1;
        double quality = 0;
        for (String range : accept.split(",", -1)) {
            String[] parts = range.split(";", -1);
            int close = closeness(parts[0].strip().toLowerCase(Locale.ROOT), type);
            if (close > closest) {
                closest = close;
                quality = q(parts);
            }
        }
        return quality;
    }

    private static int closeness(String range, String type) {
        if (range.equals(type)) {
            return 2;
        } else if (range.endsWith("/*") && type.startsWith(range.substring(0, range.length() - 1))) {
            return 1;
        }
        return range.equals(MediaTypes.ANY) || range.equals("*") ? 0 : -1;
    }

    private static double q(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip().toLowerCase(Locale.ROOT);
            if (parameter.startsWith("q=")) {
                String value = parameter.substring(2);
                return value.matches("[01](\\.\\d{0,3})?") ? Double.parseDouble(value) : 0;
            }
        }
        return 1;
    }

    /** Keeps the client's Accept header, before it is replaced by the one type chosen for a resource. */
    public static void keepAccepted(RoutingContext exchange) {
        exchange.put(ACCEPTED, accept(exchange));
    }

    /** The client's Accept header, whatever type was chosen for the resource; or null. */
    public static String accepted(RoutingContext exchange) {
        String before = exchange.get(ACCEPTED);
        return before == null ? accept(exchange) : before;
    }

    /** All Accept headers as one, or null without any. */
    public static String accept(RoutingContext exchange) {
        List<String> headers = exchange.request().headers().getAll(HttpHeaders.ACCEPT);
        return headers.isEmpty() ? null : String.join(",", headers);
    }
}
