package dev.voyage.cone.identity;

import java.util.Set;

/**
 * Cells that depend on the query and not on the row alone: the distance from the centre of the cone, values computed
 * from it, and the number of the row in the answer. The same row has different values in them for another target.
 *
 * <p>They are recognised by names without any other meaning, by usual names if the number is approximately the
 * distance, and by any name if it is the distance to five digits. A number that equals the distance by chance does no
 * harm: it is left out in every answer that contains this row for this target.
 */
final class QueryCells {

    /** HEASARC, VizieR, ESA, MAST, CAOM. */
    private static final Set<String> CERTAIN = Set.of(
            "search_offset",
            "_search_offset",
            "search_offset_",
            "search_distance",
            "_r",
            "_p",
            "_x",
            "_y",
            "angdist",
            "ang_dist",
            "ang_sep",
            "angsep",
            "angular_distance",
            "angular_separation",
            "target_distance",
            "distance_from_target",
            "cone_distance",
            "rownum",
            "row_num",
            "row_number",
            "rownumber");

    private static final Set<String> USUAL = Set.of(
            "distance",
            "dist",
            "offset",
            "sep",
            "separation",
            "dist_arcsec",
            "dist_arcmin",
            "dist_deg",
            "r",
            "d",
            "rho");

    /** IRSA's position angle, which accompanies its distance. */
    private static final Set<String> BESIDE = Set.of("angle", "position_angle", "posang");

    /** Units of a distance, in arcminutes: degree, arcminute, arcsecond, milliarcsecond, radian. */
    private static final double[] UNITS = {60, 1, 1 / 60.0, 1 / 60_000.0, Math.toDegrees(1) * 60};

    private static final double LEAST_ARCMIN = 1e-6;

    private QueryCells() {}

    /**
     * Whether a name has no other meaning; {@code __row} is HEASARC's, and names with this prefix belong to its
     * database.
     */
    static boolean areCertain(String key) {
        return key.startsWith("__") || CERTAIN.contains(key);
    }

    /** Whether it depends on the query in a row that also has a distance. */
    static boolean areBeside(String key) {
        return BESIDE.contains(key);
    }

    /**
     * Whether a number is the distance from the centre.
     *
     * @param key in lower case
     * @param offsetArcmin null if not known
     */
    static boolean isDistance(String key, Object cell, Double offsetArcmin) {
        boolean isReal = cell instanceof Double || cell instanceof Float;
        if (offsetArcmin == null || !isReal) {
            return false;
        }
        double value = cell instanceof Double real ? real : Double.parseDouble(cell.toString()); // a float's digits
        boolean usual = USUAL.contains(key);
        if (offsetArcmin < LEAST_ARCMIN) {
            return usual && value >= 0 && value < LEAST_ARCMIN * 60_000; // at the centre
        }
        double relative = usual ? 1e-2 : 1e-5;
        double digits = usual ? 6e-4 : 0; // for a number with three decimals
        for (double unit : UNITS) {
            if (Math.abs(value * unit - offsetArcmin) <= relative * offsetArcmin + digits * unit) {
                return true;
            }
        }
        return false;
    }
}
