package dev.voyage.cone;

import dev.voyage.sky.SkyPosition;
import java.math.BigDecimal;
import java.net.URI;

/** A request to a service for the rows around a position, in one of the protocols that answer it with one VOTable. */
public sealed interface PositionQuery permits ConeQuery, LimitedConeQuery, ImageQuery, SpectrumQuery {

    /** The base URL as the registry has it, kept byte for byte. */
    URI endpoint();

    SkyPosition centre();

    /** The request, with its parameters. */
    URI toUri();

    /** The protocol, as the name of a trace span. */
    String protocol();

    /** Whether a row at this distance from the centre is not asked for; none by default, as for data that touch a circle. */
    default boolean excludes(double offsetArcmin) {
        return false;
    }

    /** Checks a query for data that touch a circle: a radius above 0, at most 180 degrees, and at least one row. */
    static void checkData(double radiusDeg, long mostRows) {
        if (!(radiusDeg > 0 && radiusDeg <= 180)) {
            throw new IllegalArgumentException("radiusDeg must be in (0, 180]: " + radiusDeg);
        }
        if (mostRows < 1) {
            throw new IllegalArgumentException("mostRows must be at least 1: " + mostRows);
        }
    }

    /**
     * A base URL with parameters: the base unchanged (including parameters without a value and {@code &&}), a separator if it has
     * none, then the parameters.
     *
     * @param parameters encoded
     */
    static URI address(URI endpoint, String parameters) {
        String base = endpoint.toString();
        int hash = base.indexOf('#');
        String asked = hash < 0 ? base : base.substring(0, hash); // a fragment is never sent
        return URI.create(asked + separator(asked) + parameters);
    }

    private static String separator(String base) {
        if (base.endsWith("?") || base.endsWith("&")) {
            return "";
        }
        return base.indexOf('?') < 0 ? "?" : "&";
    }

    /** One more than the wanted rows, as far as it is an integer for services. */
    static long mostRecords(long mostRows) {
        return Math.min(mostRows, Integer.MAX_VALUE - 1L) + 1;
    }

    /** A decimal number without an exponent: services do not read 1.0E-4. */
    static String plain(double number) {
        return BigDecimal.valueOf(number).toPlainString();
    }
}
