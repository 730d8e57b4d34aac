package dev.voyage.sky;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The meaning of a column's name as an angle: {@code RA_ICRS} is a right ascension of ICRS, {@code dec_targ} a
 * declination of a target, {@code RA (B1950)} one of FK4. Names are read as words without blanks between them: exactly
 * one word for an axis, any number for frames, units, and the owner of the position.
 *
 * @param axis the angle
 * @param frame the frame in the name, or null
 * @param unit {@code deg}, {@code h}, {@code rad}, {@code arcmin}, {@code arcsec}; empty if the name has none
 * @param owner the words for the owner of the position, such as {@code obj} in {@code ra_obj}; the same in both names
 *     of a pair
 * @param rank the lower it is, the more likely is this the position of the row
 */
public record AngleName(Axis axis, CelestialFrame frame, String unit, String owner, int rank) {

    /** The angles of positions, in pairs. */
    public enum Axis {
        RA,
        DEC,
        GALACTIC_LON,
        GALACTIC_LAT,
        SUPERGALACTIC_LON,
        SUPERGALACTIC_LAT,
        ECLIPTIC_LON,
        ECLIPTIC_LAT;

        /** Right ascension or a longitude: the first of its pair. */
        public boolean isLongitude() {
            return this == RA || this == GALACTIC_LON || this == SUPERGALACTIC_LON || this == ECLIPTIC_LON;
        }

        /** The other of its pair. */
        public Axis other() {
            return switch (this) {
                case RA -> DEC;
                case DEC -> RA;
                case GALACTIC_LON -> GALACTIC_LAT;
                case GALACTIC_LAT -> GALACTIC_LON;
                case SUPERGALACTIC_LON -> SUPERGALACTIC_LAT;
                case SUPERGALACTIC_LAT -> SUPERGALACTIC_LON;
                case ECLIPTIC_LON -> ECLIPTIC_LAT;
                case ECLIPTIC_LAT -> ECLIPTIC_LON;
            };
        }

        /** The frame of positions without further information. */
        public CelestialFrame usualFrame() {
            return switch (this) {
                case RA, DEC -> CelestialFrame.ICRS;
                case GALACTIC_LON, GALACTIC_LAT -> CelestialFrame.GALACTIC;
                case SUPERGALACTIC_LON, SUPERGALACTIC_LAT -> CelestialFrame.SUPERGALACTIC;
                case ECLIPTIC_LON, ECLIPTIC_LAT -> CelestialFrame.ECLIPTIC_J2000;
            };
        }

        /** Whether positions of a system have this angle. */
        public boolean isOf(FrameSystem system) {
            return switch (this) {
                case RA, DEC -> system.isEquatorial();
                case GALACTIC_LON, GALACTIC_LAT -> system == FrameSystem.GALACTIC;
                case SUPERGALACTIC_LON, SUPERGALACTIC_LAT -> system == FrameSystem.SUPERGALACTIC;
                case ECLIPTIC_LON, ECLIPTIC_LAT -> system == FrameSystem.ECLIPTIC || system == FrameSystem.ECLIPTIC_FK4;
            };
        }
    }

    private static final int LONGEST = 64;

    /** Parsed names: every answer of a catalogue has the same, and a search asks for each several times. */
    private static final Map<String, Optional<AngleName>> KNOWN = new ConcurrentHashMap<>();

    private static final int MOST_KNOWN = 4096;
    private static final Map<String, Axis> AXES = new HashMap<>();
    private static final Map<String, String> UNITS = new HashMap<>();
    private static final Map<String, CelestialFrame> FRAMES = new HashMap<>();
    private static final Map<String, Integer> OWNERS = new HashMap<>();

    /** Words without meaning here. */
    private static final List<String> IDLE =
            List.of("eq", "ep2000", "ep2000.0", "epoch2000", "hms", "dms", "sexagesimal", "sexa", "str", "string");

    private static final Pattern AXIS_ALONE = Pattern.compile(
            "(?i)(?<![a-z])(?:ra|r\\.a\\.|right[ _]?ascension|dec?|decl|declination|glon|glat|elon|elat|lon|lat|"
                    + "long|longitude|latitude|alpha|delta|[xy]_?world)(?![a-z])");

    private static final Pattern NO_POSITION = Pattern.compile(
            "(?i)(?<![a-z])(?:e|err|errs|error|errors|sigma|sig|unc|uncert|uncertainty|rms|std|stdev|stddev|var|cov|corr"
                    + "|pm|mu|plx|offset|off|diff|d|delta[ _]?(?:ra|dec)|res|resid|residual|min|max|width|prec|flag|n|q)(?![a-z])"
                    + "|(?i)pm(?:ra|de)|(?:ra|dec?)(?:err|error|sig|rms|std)");

    static {
        axis(Axis.RA, "ra", "rightascension", "rightasc", "alpha", "raj", "rap");
        axis(Axis.DEC, "dec", "de", "decl", "decln", "declination", "delta", "decj", "dej", "dep", "decp");
        axis(Axis.GALACTIC_LON, "l", "lii", "glon", "gallon", "gallong", "gall", "lgal", "gallongitude");
        axis(Axis.GALACTIC_LON, "galacticlongitude", "galacticlon", "galacticl");
        axis(Axis.GALACTIC_LAT, "b", "bii", "glat", "gallat", "galb", "bgal", "gallatitude");
        axis(Axis.GALACTIC_LAT, "galacticlatitude", "galacticlat", "galacticb");
        axis(Axis.SUPERGALACTIC_LON, "sgl", "sglon", "supergalacticlongitude", "supergalacticlon");
        axis(Axis.SUPERGALACTIC_LAT, "sgb", "sglat", "supergalacticlatitude", "supergalacticlat");
        axis(Axis.ECLIPTIC_LON, "elon", "ecllon", "eclon", "ecllong", "eclipticlon", "eclipticlongitude", "lambda");
        axis(Axis.ECLIPTIC_LAT, "elat", "ecllat", "eclat", "eclipticlat", "eclipticlatitude", "beta");
        List.of("deg", "degs", "degree", "degrees").forEach(word -> UNITS.put(word, "deg"));
        List.of("h", "hr", "hrs", "hour", "hours", "hourangle").forEach(word -> UNITS.put(word, "h"));
        List.of("rad", "radian", "radians").forEach(word -> UNITS.put(word, "rad"));
        List.of("arcmin", "arcsec").forEach(word -> UNITS.put(word, word));
        // J2000 in a name means ICRS today; FK5 is used only when a document states it
        List.of("icrs", "j2000", "2000", "j2000.0", "2000.0").forEach(word -> FRAMES.put(word, CelestialFrame.ICRS));
        FRAMES.put("fk5", CelestialFrame.FK5_J2000);
        for (int year : new int[] {1950, 1900, 1875, 1855}) {
            var frame = new CelestialFrame(FrameSystem.FK4, new Equinox(true, year), null);
            List.of("b" + year, "" + year, "b" + year + ".0", year + ".0").forEach(word -> FRAMES.put(word, frame));
        }
        FRAMES.put("fk4", CelestialFrame.FK4_B1950);
        // owners of positions, likeliest first: standards, catalogues of objects, extraction, then observations
        String[] owners = ("s main obj object coord coords mean avg median stack targ target tgt source src sky pos"
                        + " position best psf win peak fit world gaia dr2 dr3 edr3 ps1 panstarrs sdss 2mass tmass twomass wise allwise"
                        + " unwise catwise nvss first vlass simbad ned des hsc ls galex xmm chandra cxo erosita ukidss vista vhs usno gsc"
                        + " tic kic epic ztf lsst tess cat catalog catalogue primary final corrected star galaxy host opt optical radio"
                        + " xray ir nir uv input user query ref reference center centre cen cntr ctr centroid nom nominal pnt pointing"
                        + " obs field img image")
                .split(" ");
        for (String owner : owners) {
            OWNERS.put(owner, OWNERS.size() + 1);
        }
    }

    private static void axis(Axis axis, String... words) {
        for (String word : words) {
            AXES.put(word, axis);
        }
    }

    /** Empty if the name contains any other word. */
    public static Optional<AngleName> of(String columnName) {
        String name = columnName.strip();
        if (name.isEmpty() || name.length() > LONGEST) {
            return Optional.empty();
        }
        if (KNOWN.size() >= MOST_KNOWN) {
            KNOWN.clear();
        }
        return KNOWN.computeIfAbsent(name, AngleName::parsed);
    }

    private static Optional<AngleName> parsed(String name) {
        if (NO_POSITION.matcher(name).find()) {
            return Optional.empty();
        }
        String joined = name.toLowerCase(Locale.ROOT)
                .replaceAll("(?<!\\d)\\.|\\.(?!\\d)", "")
                .replaceAll("[^\\p{L}\\d.]", "");
        return Optional.ofNullable(read(joined, 0, new ArrayDeque<>(), new boolean[2][joined.length()], false));
    }

    /** Whether a name contains a word for an angle on the sky, parsed or not, and none for an error or a motion. */
    public static boolean soundsLikeOne(String columnName) {
        return columnName.length() <= LONGEST
                && !NO_POSITION.matcher(columnName).find()
                && AXIS_ALONE.matcher(columnName).find();
    }

    /** Tries longest words first, the axis once. */
    private static AngleName read(String text, int from, Deque<String> words, boolean[][] tried, boolean hasAxis) {
        if (from == text.length()) {
            return hasAxis ? named(words) : null;
        } else if (tried[hasAxis ? 1 : 0][from]) {
            return null;
        }
        for (int to = text.length(); to > from; to--) {
            String word = text.substring(from, to);
            boolean isAxis = AXES.containsKey(word);
            if (isAxis ? hasAxis : !isWord(word)) {
                continue;
            }
            words.addLast(word);
            AngleName found = read(text, to, words, tried, hasAxis || isAxis);
            if (found != null) {
                return found;
            }
            words.removeLast();
        }
        tried[hasAxis ? 1 : 0][from] = true; // so that the time per name is bounded
        return null;
    }

    private static boolean isWord(String word) {
        return FRAMES.containsKey(word) || UNITS.containsKey(word) || OWNERS.containsKey(word) || IDLE.contains(word);
    }

    private static AngleName named(Iterable<String> words) {
        Axis axis = null;
        CelestialFrame frame = null;
        String unit = "";
        int rank = 0;
        var owner = new StringBuilder();
        for (String word : words) {
            if (AXES.containsKey(word) && axis == null) {
                axis = AXES.get(word);
            } else if (FRAMES.containsKey(word)) {
                frame = joined(frame, FRAMES.get(word));
                if (frame == null) {
                    return null;
                }
            } else if (UNITS.containsKey(word)) {
                unit = UNITS.get(word);
            } else if (OWNERS.containsKey(word)) {
                owner.append(word).append(' ');
                rank += OWNERS.get(word);
            }
        }
        return new AngleName(axis, ofAxis(frame, axis), unit, owner.toString(), rank);
    }

    /** Combines two words for one frame: FK4 and its equinox, FK5 and J2000; null if they contradict each other. */
    private static CelestialFrame joined(CelestialFrame one, CelestialFrame other) {
        if (one == null || one.equals(other)) {
            return other;
        } else if (one.isModern() && other.isModern()) {
            return CelestialFrame.FK5_J2000;
        } else if (one.system() == FrameSystem.FK4 && other.system() == FrameSystem.FK4) {
            return one.equals(CelestialFrame.FK4_B1950) ? other : one;
        }
        return null;
    }

    /** B1950 of an ecliptic longitude is the equinox of an ecliptic. */
    private static CelestialFrame ofAxis(CelestialFrame frame, Axis axis) {
        if (frame == null || axis.isOf(frame.system())) {
            return frame;
        }
        boolean ecliptic = axis == Axis.ECLIPTIC_LON || axis == Axis.ECLIPTIC_LAT;
        if (!ecliptic) {
            return axis.usualFrame();
        }
        FrameSystem system = frame.system() == FrameSystem.FK4 ? FrameSystem.ECLIPTIC_FK4 : FrameSystem.ECLIPTIC;
        return new CelestialFrame(system, frame.equinox().orElse(null), null);
    }

    /** Whether the other is the second angle of the same position. */
    public boolean pairsWith(AngleName other) {
        return axis.other() == other.axis && owner.equals(other.owner) && Objects.equals(frame, other.frame);
    }
}
