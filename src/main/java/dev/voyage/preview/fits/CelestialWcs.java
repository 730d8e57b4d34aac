package dev.voyage.preview.fits;

import dev.voyage.problem.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The celestial coordinates of the first two axes of an image.
 *
 * @param projection code of three letters, one of {@link #PROJECTIONS}
 * @param frame {@code ICRS}, {@code FK5}, {@code FK4}, {@code GALACTIC} or {@code ECLIPTIC}
 * @param equinox years, or NaN where the frame has none or the header does not state it
 * @param referencePixel of both axes, counted from 1
 * @param referenceLonDeg longitude of the reference point
 * @param matrix of intermediate world coordinates, degrees per pixel: longitude first, whatever the order of the axes
 * @param poleLonDeg native longitude of the celestial pole
 * @param distorted whether the header describes a distortion, which is not in the matrix
 * @see <a href="https://www.aanda.org/articles/aa/full/2002/45/aah3860/aah3860.html">FITS WCS, paper II</a>
 */
public record CelestialWcs(
        String projection,
        String frame,
        double equinox,
        List<Double> referencePixel,
        double referenceLonDeg,
        double referenceLatDeg,
        List<List<Double>> matrix,
        double poleLonDeg,
        boolean distorted) {

    /** Projections around their reference point, without parameters (paper II, 5.1). */
    public static final List<String> PROJECTIONS = List.of("TAN", "SIN", "ARC", "STG", "ZEA");

    private static final Map<String, Double> DEGREES =
            Map.of("", 1.0, "deg", 1.0, "arcmin", 1.0 / 60, "arcsec", 1.0 / 3600, "rad", 180 / Math.PI);

    /**
     * Reads a header.
     *
     * @throws Problem {@code NO_PREVIEW} if it has none that can be used, with the reason
     */
    public static CelestialWcs of(HeaderUnit unit) {
        AxisName first = AxisName.of(unit, 1);
        AxisName second = AxisName.of(unit, 2);
        if (first.isLongitude() == second.isLongitude()
                || !first.system().equals(second.system())
                || !first.projection().equals(second.projection())) {
            throw FitsFault.of("the axes " + first.text() + " and " + second.text() + " of " + unit.name()
                    + " are no longitude and latitude of one projection");
        }
        if (!PROJECTIONS.contains(first.projection())) {
            throw FitsFault.of(
                    "the projection " + first.projection() + " of " + unit.name() + " is none of " + PROJECTIONS);
        }
        int lon = first.isLongitude() ? 1 : 2;
        int lat = 3 - lon;
        double latDeg = unit.real("CRVAL" + lat, 0) * scale(unit, lat);
        List<List<Double>> matrix = List.of(row(unit, lon), row(unit, lat));
        double determinant = matrix.get(0).get(0) * matrix.get(1).get(1)
                - matrix.get(0).get(1) * matrix.get(1).get(0);
        if (determinant == 0 || !Double.isFinite(determinant)) {
            throw FitsFault.of("the matrix of the coordinates of " + unit.name() + " cannot be inverted");
        }
        String frame = frame(unit, first.system());
        return new CelestialWcs(
                first.projection(),
                frame,
                frame.equals("FK5") || frame.equals("FK4")
                        ? unit.real("EQUINOX", unit.real("EPOCH", frame.equals("FK5") ? 2000 : 1950))
                        : Double.NaN,
                List.of(unit.real("CRPIX1", 0), unit.real("CRPIX2", 0)),
                unit.real("CRVAL" + lon, 0) * scale(unit, lon),
                latDeg,
                matrix,
                unit.real("LONPOLE", latDeg < 90 ? 180 : 0),
                first.isDistorted() || second.isDistorted() || unit.has("CPDIS1") || unit.has("PV" + lat + "_1"));
    }

    /** Paper II, 3.1.1: {@code RADESYS}, else by the equinox. */
    private static String frame(HeaderUnit unit, String system) {
        if (!system.equals("EQUATORIAL")) {
            return system;
        }
        String stated = unit.text("RADESYS", unit.text("RADECSYS", "")).toUpperCase(Locale.ROOT);
        if (stated.startsWith("FK4")) {
            return "FK4";
        } else if (stated.equals("FK5") || stated.equals("ICRS")) {
            return stated;
        }
        double equinox = unit.real("EQUINOX", unit.real("EPOCH", Double.NaN));
        return Double.isNaN(equinox) ? "ICRS" : equinox < 1984 ? "FK4" : "FK5";
    }

    /** One line of the matrix: {@code CDi_j}; else {@code CDELTi} with {@code PCi_j} or {@code CROTAi}. */
    private static List<Double> row(HeaderUnit unit, int axis) {
        double degrees = scale(unit, axis);
        if (unit.has("CD1_1") || unit.has("CD1_2") || unit.has("CD2_1") || unit.has("CD2_2")) {
            return List.of(unit.real("CD" + axis + "_1", 0) * degrees, unit.real("CD" + axis + "_2", 0) * degrees);
        }
        double step = unit.real("CDELT" + axis, 1) * degrees;
        boolean isTurned = unit.has("CROTA2") && !(unit.has("PC1_1") || unit.has("PC1_2") || unit.has("PC2_1"));
        if (isTurned) {
            double other = unit.real("CDELT" + (3 - axis), 1) * scale(unit, 3 - axis);
            double turn = Math.toRadians(unit.real("CROTA2", 0));
            return axis == 1
                    ? List.of(step * Math.cos(turn), -other * Math.sin(turn))
                    : List.of(other * Math.sin(turn), step * Math.cos(turn));
        }
        return List.of(
                step * unit.real("PC" + axis + "_1", axis == 1 ? 1 : 0) + 0.0, // not -0
                step * unit.real("PC" + axis + "_2", axis == 2 ? 1 : 0) + 0.0);
    }

    private static double scale(HeaderUnit unit, int axis) {
        String given = unit.text("CUNIT" + axis, "").toLowerCase(Locale.ROOT);
        Double degrees = DEGREES.get(given);
        if (degrees == null) {
            throw unit.wrong("CUNIT" + axis, "no unit of angles");
        }
        return degrees;
    }

    /** The meaning of one {@code CTYPE}: {@code RA---TAN}, {@code GLAT-SIN}, {@code DEC--TAN-SIP}. */
    private record AxisName(String text, String system, boolean isLongitude, String projection, boolean isDistorted) {

        static AxisName of(HeaderUnit unit, int axis) {
            String text = unit.text("CTYPE" + axis, "").toUpperCase(Locale.ROOT);
            String padded = (text + "        ").substring(0, 8);
            String name = padded.substring(0, 4).replace("-", "").strip();
            String system =
                    switch (name) {
                        case "RA", "DEC" -> "EQUATORIAL";
                        case "GLON", "GLAT" -> "GALACTIC";
                        case "ELON", "ELAT" -> "ECLIPTIC";
                        default -> "";
                    };
            if (system.isEmpty() || padded.charAt(4) != '-') {
                throw FitsFault.of("axis " + axis + " of " + unit.name() + " is no coordinate of the sky"
                        + (text.isEmpty() ? "" : ": its CTYPE is " + text));
            }
            boolean isLongitude = name.equals("RA") || name.endsWith("LON");
            return new AxisName(text, system, isLongitude, padded.substring(5).strip(), text.length() > 8);
        }
    }
}
