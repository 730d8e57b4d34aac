package dev.voyage.api;

import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import dev.voyage.problem.Quoted;
import java.util.List;
import java.util.Locale;

/** Which of several media types a client likes best (RFC 9110, 12.5.1). */
final class Negotiation {

    private Negotiation() {}

    /**
     * The offered type of the highest quality, the first offered among equals.
     *
     * @param accept the header, or null, which accepts anything
     * @throws Problem {@code NOT_ACCEPTABLE} when none of the offered will do
     */
    static String best(String accept, List<String> offered) {
        if (accept == null || accept.isBlank()) {
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
                            Kind.NOT_ACCEPTABLE,
                            "this is to be had as " + String.join(", ", offered) + ", not as " + Quoted.of(accept))
                    .with("available", offered);
        }
        return best;
    }

    /** What the most specific range that covers the type says; 0 where none does. */
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
        return range.equals("*/*") || range.equals("*") ? 0 : -1;
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
}
