package dev.voyage.cone.position;

import dev.voyage.sky.AngleName;
import dev.voyage.sky.CelestialFrame;
import dev.voyage.votable.table.Column;
import dev.voyage.votable.table.Columns;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds all pairs of columns of one table that can be positions: by UCD (SCS 1.1, then UCD1 as in SCS 1.03, then
 * without {@code meta.main}), then by column name. Both columns of a pair have the same frame.
 */
final class PairSearch {

    private static final int BY_NAME = 10;

    private final Columns columns;
    private final List<AnglePair> pairs = new ArrayList<>();

    private PairSearch(Columns columns) {
        this.columns = columns;
    }

    /** The best first: ICRS or FK5 at J2000 before other frames, then by reliability. */
    static List<AnglePair> in(Columns columns) {
        var search = new PairSearch(columns);
        search.byUcd("pos.eq.ra;meta.main", "pos.eq.dec;meta.main", AngleName.Axis.RA, 0);
        search.byUcd("POS_EQ_RA_MAIN", "POS_EQ_DEC_MAIN", AngleName.Axis.RA, 1);
        search.byUcd("pos.eq.ra", "pos.eq.dec", AngleName.Axis.RA, 2);
        search.byUcd("POS_EQ_RA", "POS_EQ_DEC", AngleName.Axis.RA, 3);
        search.byUcd("pos.galactic.lon", "pos.galactic.lat", AngleName.Axis.GALACTIC_LON, 4);
        search.byUcd("POS_GAL_LON", "POS_GAL_LAT", AngleName.Axis.GALACTIC_LON, 4);
        search.byUcd("pos.ecliptic.lon", "pos.ecliptic.lat", AngleName.Axis.ECLIPTIC_LON, 5);
        search.byUcd("POS_EC_LON", "POS_EC_LAT", AngleName.Axis.ECLIPTIC_LON, 5);
        search.byUcd("pos.supergalactic.lon", "pos.supergalactic.lat", AngleName.Axis.SUPERGALACTIC_LON, 6);
        search.byName();
        search.pairs.sort(Comparator.comparingInt(AnglePair::preference)
                .thenComparingInt(AnglePair::level)
                .thenComparing(pair -> !search.isNumeric(pair)));
        return search.pairs;
    }

    private boolean isNumeric(AnglePair pair) {
        return columns.at(pair.lon()).datatype().isNumeric()
                && columns.at(pair.lat()).datatype().isNumeric();
    }

    private void byUcd(String lonUcd, String latUcd, AngleName.Axis axis, int level) {
        for (int lon : all(Ucd.is(lonUcd))) {
            Optional<CelestialFrame> lonFrame = named(lon);
            List<Integer> lats = all(Ucd.is(latUcd));
            for (int lat : lats) {
                Optional<CelestialFrame> latFrame = named(lat);
                boolean oneFrame = lonFrame.isEmpty() || latFrame.isEmpty() || lonFrame.equals(latFrame);
                if (oneFrame && isOneSystem(lon, lat)) {
                    add(lon, lat, axis, lonFrame.or(() -> latFrame).orElse(null), level);
                }
            }
        }
    }

    /** The frame in a name. */
    private Optional<CelestialFrame> named(int column) {
        return AngleName.of(columns.at(column).name()).map(AngleName::frame);
    }

    private void byName() {
        for (int lon = 0; lon < columns.size(); lon++) {
            AngleName first = AngleName.of(columns.at(lon).name()).orElse(null);
            for (int lat = 0; first != null && first.axis().isLongitude() && lat < columns.size(); lat++) {
                AngleName second = AngleName.of(columns.at(lat).name()).orElse(null);
                if (second != null && first.pairsWith(second) && isOneSystem(lon, lat)) {
                    int computed = columns.at(lon).name().startsWith("_") ? 0 : 1; // VizieR's: J2000, degrees
                    int kind = first.axis() == AngleName.Axis.RA ? 0 : 1000;
                    add(lon, lat, first.axis(), first.frame(), BY_NAME + kind + 2 * first.rank() + computed);
                }
            }
        }
    }

    private void add(int lon, int lat, AngleName.Axis axis, CelestialFrame named, int level) {
        AnglePair.of(columns.at(lon), lon, columns.at(lat), lat, axis, named, level)
                .ifPresent(pairs::add);
    }

    /** Whether no COOSYS assigns them to different frames. */
    private boolean isOneSystem(int lon, int lat) {
        Column one = columns.at(lon);
        Column other = columns.at(lat);
        return one.coosys() == null || other.coosys() == null || Objects.equals(one.coosys(), other.coosys());
    }

    private List<Integer> all(Predicate<Column> wanted) {
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            if (wanted.test(columns.at(i))) {
                found.add(i);
            }
        }
        return found;
    }

    /** The column with exactly this name, else the only one that differs in case. */
    static Optional<Integer> named(Columns columns, String name) {
        String wanted = name.strip();
        for (int i = 0; i < columns.size(); i++) {
            if (columns.at(i).name().strip().equals(wanted)) {
                return Optional.of(i);
            }
        }
        List<Integer> others = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            if (columns.at(i).name().strip().toLowerCase(Locale.ROOT).equals(wanted.toLowerCase(Locale.ROOT))) {
                others.add(i);
            }
        }
        return others.size() == 1 ? Optional.of(others.get(0)) : Optional.empty();
    }
}
