package dev.voyage.votable.table;

import dev.voyage.sky.AngleName;
import java.util.Locale;
import java.util.Optional;

/**
 * One FIELD of a table. Text that the document does not give is empty.
 *
 * @param name as written, not necessarily unique in its table
 * @param id the XML ID that {@code ref} attributes point to, or empty
 * @param arraysize as written: empty for a scalar, {@code *}, {@code 19*}, {@code 3x*}
 * @param unit VOUnit as written, or empty
 * @param ucd as written, or empty; either generation
 * @param nullText the {@code null} of its VALUES, or Java null where there is none
 * @param coosys the frame of its positions, or null where the document gives none
 * @param timesys the system of its times, or null where the document gives none
 */
public record Column(
        String name,
        String id,
        Datatype datatype,
        String arraysize,
        String unit,
        String ucd,
        String utype,
        String xtype,
        String description,
        String nullText,
        CoordinateSystem coosys,
        TimeSystem timesys) {

    /** A column of text of any length. */
    public static Column text(String name) {
        return of(name, Datatype.CHAR).arraysize("*");
    }

    /** A column of scalars, of which nothing else is known; the methods below give the same column with more. */
    public static Column of(String name, Datatype datatype) {
        return new Column(name, "", datatype, "", "", "", "", "", "", null, null, null);
    }

    /** The same of another name. */
    public Column name(String itsName) {
        return new Column(
                itsName, id, datatype, arraysize, unit, ucd, utype, xtype, description, nullText, coosys, timesys);
    }

    /** The same with this XML ID. */
    public Column id(String itsId) {
        return new Column(
                name, itsId, datatype, arraysize, unit, ucd, utype, xtype, description, nullText, coosys, timesys);
    }

    /** The same with cells of this type. */
    public Column datatype(Datatype itsDatatype) {
        return new Column(
                name, id, itsDatatype, arraysize, unit, ucd, utype, xtype, description, nullText, coosys, timesys);
    }

    /** The same with cells of this size, as VOTable writes it. */
    public Column arraysize(String itsArraysize) {
        return new Column(
                name, id, datatype, itsArraysize, unit, ucd, utype, xtype, description, nullText, coosys, timesys);
    }

    /** The same in this unit. */
    public Column unit(String itsUnit) {
        return new Column(
                name, id, datatype, arraysize, itsUnit, ucd, utype, xtype, description, nullText, coosys, timesys);
    }

    /** The same with this UCD. */
    public Column ucd(String itsUcd) {
        return new Column(
                name, id, datatype, arraysize, unit, itsUcd, utype, xtype, description, nullText, coosys, timesys);
    }

    /** The same with this utype. */
    public Column utype(String itsUtype) {
        return new Column(
                name, id, datatype, arraysize, unit, ucd, itsUtype, xtype, description, nullText, coosys, timesys);
    }

    /** The same with this xtype. */
    public Column xtype(String itsXtype) {
        return new Column(
                name, id, datatype, arraysize, unit, ucd, utype, itsXtype, description, nullText, coosys, timesys);
    }

    /** The same with this description. */
    public Column description(String itsDescription) {
        return new Column(
                name, id, datatype, arraysize, unit, ucd, utype, xtype, itsDescription, nullText, coosys, timesys);
    }

    /** The same with this text for missing cells; null for none. */
    public Column nullText(String itsNullText) {
        return new Column(
                name, id, datatype, arraysize, unit, ucd, utype, xtype, description, itsNullText, coosys, timesys);
    }

    /** The same column, its positions or times in these systems; null for none. */
    public Column in(CoordinateSystem positions, TimeSystem times) {
        return new Column(
                name, id, datatype, arraysize, unit, ucd, utype, xtype, description, nullText, positions, times);
    }

    /** The angle of a position that its UCD, of either generation, denotes. */
    public Optional<AngleName.Axis> axis() {
        for (String word : ucd.toLowerCase(Locale.ROOT).split(";", -1)) {
            AngleName.Axis axis =
                    switch (word.strip()) {
                        case "pos.eq.ra", "pos_eq_ra", "pos_eq_ra_main" -> AngleName.Axis.RA;
                        case "pos.eq.dec", "pos_eq_dec", "pos_eq_dec_main" -> AngleName.Axis.DEC;
                        case "pos.galactic.lon", "pos_gal_lon" -> AngleName.Axis.GALACTIC_LON;
                        case "pos.galactic.lat", "pos_gal_lat" -> AngleName.Axis.GALACTIC_LAT;
                        case "pos.supergalactic.lon", "pos_sg_lon" -> AngleName.Axis.SUPERGALACTIC_LON;
                        case "pos.supergalactic.lat", "pos_sg_lat" -> AngleName.Axis.SUPERGALACTIC_LAT;
                        case "pos.ecliptic.lon", "pos_ec_lon" -> AngleName.Axis.ECLIPTIC_LON;
                        case "pos.ecliptic.lat", "pos_ec_lat" -> AngleName.Axis.ECLIPTIC_LAT;
                        default -> null;
                    };
            if (axis != null) {
                return Optional.of(axis);
            }
        }
        return Optional.empty();
    }

    /** Whether a cell is a single value: no arraysize, or a single text. */
    public boolean isScalar() {
        return arraysize.isEmpty() || arraysize.equals("1") || (datatype.isText() && arraysize.indexOf('x') < 0);
    }
}
