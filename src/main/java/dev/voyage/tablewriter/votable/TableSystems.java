package dev.voyage.tablewriter.votable;

import dev.voyage.votable.table.Column;
import dev.voyage.votable.table.CoordinateSystem;
import dev.voyage.votable.table.TimeSystem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The COOSYS and TIMESYS elements of a VOTable, and the references of its columns to them: the systems that the columns
 * have; ICRS for the main position of a cone search without a stated frame (SCS 1.1, section 2.2); an origin for
 * Modified Julian Dates.
 */
final class TableSystems {

    private static final Set<String> MAIN_POSITION =
            Set.of("pos.eq.ra;meta.main", "pos.eq.dec;meta.main", "pos_eq_ra_main", "pos_eq_dec_main");

    private static final CoordinateSystem ICRS = new CoordinateSystem("ICRS", "", "", "");
    private static final TimeSystem MJD = new TimeSystem("MJD-origin", "UNKNOWN", "UNKNOWN");

    private final Map<CoordinateSystem, String> frames = new LinkedHashMap<>();
    private final Map<TimeSystem, String> times = new LinkedHashMap<>();

    TableSystems(List<Column> columns) {
        for (Column column : columns) {
            CoordinateSystem frame = frame(column);
            if (frame != null) {
                frames.putIfAbsent(frame, frame.equals(ICRS) ? "icrs" : "frame_" + (frames.size() + 1));
            }
            TimeSystem time = time(column);
            if (time != null) {
                times.putIfAbsent(time, time.equals(MJD) ? "mjd" : "time_" + (times.size() + 1));
            }
        }
    }

    void write(StringBuilder xml) {
        frames.forEach((frame, id) -> {
            xml.append("<COOSYS");
            VotableHead.attribute("ID", id, xml);
            VotableHead.attribute("system", frame.system(), xml);
            VotableHead.attribute("equinox", frame.equinox(), xml);
            VotableHead.attribute("epoch", frame.epoch(), xml);
            xml.append("/>\n");
        });
        times.forEach((time, id) -> {
            xml.append("<TIMESYS");
            VotableHead.attribute("ID", id, xml);
            VotableHead.attribute("timeorigin", time.timeOrigin(), xml);
            VotableHead.attribute("timescale", time.timeScale(), xml);
            VotableHead.attribute("refposition", time.refPosition(), xml);
            xml.append("/>\n");
        });
    }

    /** The ID that the column's FIELD refers to; empty if it has no system. */
    String ref(Column column) {
        CoordinateSystem frame = frame(column);
        TimeSystem time = time(column);
        return frame != null ? frames.get(frame) : time != null ? times.get(time) : "";
    }

    private static CoordinateSystem frame(Column column) {
        if (column.coosys() != null) {
            return written(column.coosys());
        }
        return MAIN_POSITION.contains(column.ucd().strip().toLowerCase(Locale.ROOT)) ? ICRS : null;
    }

    /** The system in the terms of VOTable 1.4; null for a frame without a term there. */
    private static CoordinateSystem written(CoordinateSystem given) {
        String system =
                switch (given.system().strip().toUpperCase(Locale.ROOT)) {
                    case "ICRS" -> "ICRS";
                    case "FK4", "EQ_FK4" -> "eq_FK4";
                    case "FK5", "EQ_FK5" -> "eq_FK5";
                    case "GALACTIC" -> "galactic";
                    case "SUPER_GALACTIC", "SUPERGALACTIC" -> "supergalactic";
                    case "ECLIPTIC", "ECL_FK5" -> "ecl_FK5";
                    case "ECL_FK4" -> "ecl_FK4";
                    case "GEO_APP" -> "geo_app";
                    case "BARYCENTRIC" -> "barycentric";
                    case "XY" -> "xy";
                    default -> "";
                };
        return system.isEmpty() ? null : new CoordinateSystem(system, given.equinox(), given.epoch(), "");
    }

    private static TimeSystem time(Column column) {
        boolean isMjd = column.datatype().isNumeric() && column.unit().strip().equalsIgnoreCase("mjd");
        return column.timesys() != null ? column.timesys() : isMjd ? MJD : null;
    }
}
