package dev.voyage.registry;

import dev.voyage.registry.interfaces.Ivoid;
import dev.voyage.sky.SkyPosition;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The queries to a registry (RegTAP 1.1: tables in section 8, functions in section 9). */
final class RegtapQueries {

    /** Every version of cone search; the draft of version 2 writes its identifier in two ways. */
    private static final String CONE = "(standard_id LIKE 'ivo://ivoa.net/std/conesearch%'"
            + " OR standard_id LIKE 'ivo://ivoa.net/std/scs2#query-2.%'"
            + " OR standard_id LIKE 'ivo://ivoa.net/scs2#query-2.%')";

    private static final String TAP = "standard_id LIKE 'ivo://ivoa.net/std/tap%'";

    private static final String DATA =
            "(standard_id LIKE 'ivo://ivoa.net/std/sia#query-%' OR standard_id LIKE 'ivo://ivoa.net/std/ssa%')";

    private static final String SEARCHABLE = "(" + CONE + " OR " + DATA + ")";

    private static final String OPEN = " AND intf_type='vs:paramhttp'";

    private static final String CATALOGUES = " ivoid, short_name, res_title, res_description, waveband, standard_id,"
            + " access_url"
            + " FROM rr.resource NATURAL JOIN rr.capability NATURAL JOIN rr.interface WHERE "
            + SEARCHABLE
            + OPEN;

    /** Databases limit circles to half of the sky. */
    private static final double LARGEST_CIRCLE_DEG = 90;

    private RegtapQueries() {}

    /** All interfaces of the record's cone searches; capabilities with a version or {@code #aux} too. */
    static String coneInterfaces(Ivoid ivoid) {
        return interfaces(ivoid, CONE);
    }

    /**
     * The same with the record's coverages (RegTAP 1.2, section 8.11), each in rows of its own; those on other bodies than the
     * sky have a {@code ref_system_name}. Registries of earlier versions refuse the query.
     */
    static String coneInterfacesWithCoverage(Ivoid ivoid) {
        return coneInterfaces(ivoid)
                .replace(" FROM ", ", coverage, ref_system_name FROM ")
                .replace(" WHERE ", " NATURAL LEFT OUTER JOIN rr.stc_spatial WHERE ");
    }

    /** All interfaces of the record's TAP services; auxiliary capabilities ({@code #aux}) lead to one for its table. */
    static String tapInterfaces(Ivoid ivoid) {
        return interfaces(ivoid, TAP);
    }

    /** All interfaces of the record's searches for images and spectra. */
    static String dataInterfaces(Ivoid ivoid) {
        return interfaces(ivoid, DATA);
    }

    private static String interfaces(Ivoid ivoid, String standard) {
        return "SELECT ivoid, res_title, standard_id, intf_type, intf_role, url_use,"
                + " authenticated_only, access_url, cap_index, cap_description, intf_index, std_version"
                + " FROM rr.resource NATURAL JOIN rr.capability NATURAL JOIN rr.interface"
                + " WHERE ivoid="
                + literal(ivoid.record())
                + " AND "
                + standard;
    }

    /** The tables of a record (RegTAP 1.1, section 8.6). */
    static String tables(Ivoid ivoid) {
        return "SELECT table_name, table_title, table_description FROM rr.res_table WHERE ivoid="
                + literal(ivoid.record());
    }

    /** The columns of all tables of a record (RegTAP 1.1, section 8.7). */
    static String columns(Ivoid ivoid) {
        return "SELECT res_title, table_name, name, datatype, arraysize, unit, ucd, column_description"
                + " FROM rr.resource NATURAL JOIN rr.res_table NATURAL JOIN rr.table_column WHERE ivoid="
                + literal(ivoid.record());
    }

    /** The catalogues that can be searched by position, and whose ivoid begins like this. */
    static String namedLike(String beginning, int rows) {
        return "SELECT TOP " + rows + " ivoid FROM rr.resource NATURAL JOIN rr.capability WHERE "
                + SEARCHABLE
                + " AND ivoid LIKE '"
                + unpatterned(beginning)
                + "%'";
    }

    /** Catalogues that can be searched by position, with each of the words somewhere in their record. */
    static String cataloguesWith(List<String> words, int rows) {
        return "SELECT TOP " + rows + CATALOGUES + withWords(words);
    }

    /** The same for the records with these identifiers. */
    static String catalogues(List<String> ivoids) {
        String listed = ivoids.stream().map(RegtapQueries::literal).collect(Collectors.joining(","));
        return "SELECT" + CATALOGUES + " AND ivoid IN (" + listed + ")";
    }

    /**
     * The coverages that have a part in a circle, of catalogues that can be searched by position (RegTAP 1.2, section 8.11), each
     * in a row of its own. Registries of earlier versions refuse the query.
     *
     * @param withUnknown also catalogues without a coverage
     */
    static String coveragesAround(SkyPosition at, double radiusDeg, List<String> words, boolean withUnknown) {
        String covered = "ref_system_name IS NULL AND "
                + (radiusDeg > LARGEST_CIRCLE_DEG
                        ? "coverage IS NOT NULL"
                        : "1=INTERSECTS(CIRCLE(" + decimal(at.raDeg()) + "," + decimal(at.decDeg()) + ","
                                + decimal(radiusDeg) + "),coverage)");
        return "SELECT ivoid, coverage FROM rr.resource NATURAL"
                + (withUnknown
                        ? " LEFT OUTER JOIN rr.stc_spatial WHERE (coverage IS NULL OR (" + covered + "))"
                        : " JOIN rr.stc_spatial WHERE " + covered)
                + " AND ivoid IN (SELECT ivoid FROM rr.resource NATURAL JOIN rr.capability NATURAL JOIN rr.interface WHERE "
                + SEARCHABLE
                + OPEN
                + withWords(words)
                + ")";
    }

    private static String withWords(List<String> words) {
        return words.stream().map(word -> " AND " + somewhere(word)).collect(Collectors.joining());
    }

    /** Without an exponent, which ADQL does not need to understand. */
    private static String decimal(double number) {
        return BigDecimal.valueOf(number).toPlainString();
    }

    private static String somewhere(String word) {
        String inside = "'%" + unpatterned(word) + "%'";
        return "(1=ivo_hasword(res_title, "
                + literal(word)
                + ") OR 1=ivo_hasword(res_description, "
                + literal(word)
                + ") OR 1=ivo_nocasematch(short_name, "
                + inside
                + ") OR ivoid LIKE "
                + inside.toLowerCase(Locale.ROOT)
                + " OR ivoid IN (SELECT ivoid FROM rr.res_subject WHERE"
                + " 1=ivo_nocasematch(res_subject, "
                + inside
                + ")))";
    }

    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /**
     * Removes characters with a meaning in a LIKE of ADQL or of PostgreSQL, and doubles quotes; {@code _} stays, for it
     * also matches itself.
     */
    private static String unpatterned(String word) {
        return word.replaceAll("[%\\\\]", "").replace("'", "''");
    }
}
