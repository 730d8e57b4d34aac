package dev.voyage.sky;

import dev.voyage.problem.Problem;
import dev.voyage.problem.QuotedText;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses positions as people write them: ICRS, right ascension first. */
public final class Coordinates {

    private static final int LONGEST = 256;

    /** The IAU's form (HHMMSS.s±DDMMSS), alone or at the end of a name. */
    private static final Pattern DESIGNATION =
            Pattern.compile("(?<before>.*?)J(\\d\\d)(\\d\\d)(\\d\\d)(?:\\.?(\\d{1,4}))?"
                    + "([+-])(\\d\\d)(\\d\\d)(\\d\\d)(?:\\.?(\\d{1,4}))?(?<behind>[^\\p{L}\\d].*)?");

    /** A sign that separates the two angles; one at the very start belongs to the first. */
    private static final Pattern SIGN_BETWEEN = Pattern.compile("(?<=[^\\s,;])\\s*(?=[+-])");

    private static final Pattern POINT = Pattern.compile("\\d{1,3}\\.\\d+");

    private Coordinates() {}

    /** An angle with a fraction or in parts, not attached to a name. */
    private static final Pattern ANGLE =
            Pattern.compile("(?<![\\p{L}\\d.+-])[+-]?(?:\\d{1,3}\\.\\d+|\\d{1,3}:\\d{1,2}(?::\\d{1,2}(?:\\.\\d*)?)?|"
                    + "\\d{1,3}[hd°]\\s?\\d[\\dhdms.°'\"\\s]*)(?![\\d.])");

    private static final Pattern REGION = Pattern.compile(
            "(?i)(?:.*[\\s;:]+)?[+-]?(?:circle|box|ellipse|annulus|polygon|cone|region|range|panda)[\\s(].*\\d.*[\\s,].*\\d.*");

    /**
     * Reads decimal degrees ({@code 61.8186 +3.7072}, comma or blank between), sexagesimal hours and degrees ({@code
     * 04h07m16.5s +03d42m26s}, {@code 04:07:16.5 +03:42:26}, {@code 04 07 16.5 +03 42 26}, also without seconds) and
     * designations that contain the whole position ({@code J040716.4+034225}, {@code CRTS SSS100805 J194428-420209}).
     * Minus signs and marks of hours, degrees, minutes and seconds may be typographic.
     *
     * <p>Around them, the usual output of programs is accepted: brackets, a frame ({@code FK4 12 18 13.8 -05 47 03},
     * {@code GAL 290.1 55.7}), the names of the angles ({@code ra=184.5575 dec=-5.7844}), astropy's SkyCoord.
     *
     * @return empty for any other text, such as a name
     * @throws Problem {@code BAD_PARAMETER} for {@code target} for a position off the sky, or two angles that cannot be
     *     parsed: these are never sent to a resolver as a name
     */
    public static Optional<SkyPosition> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        String plain = plain(text);
        Optional<SkyPosition> bare = bare(text, plain);
        if (bare.isPresent()) {
            return bare;
        }
        Optional<SkyPosition> read = Notation.read(plain).flatMap(notation -> noted(text, notation));
        if (read.isEmpty() && isTwoAngles(plain)) {
            throw Problem.invalidField(
                    "target",
                    "these are not understood as coordinates: " + QuotedText.of(text)
                            + "; give degrees or sexagesimal angles alone, right ascension first, such as"
                            + " \"184.5575 -5.7844\" or \"12h18m13.8s -05d47m04s\"");
        }
        return read;
    }

    private static boolean isTwoAngles(String plain) {
        return ANGLE.matcher(plain).results().limit(2).count() == 2
                || REGION.matcher(plain).matches();
    }

    private static Optional<SkyPosition> noted(String text, Notation notation) {
        CelestialFrame frame = notation.frame() == null ? CelestialFrame.ICRS : notation.frame();
        if (frame.system().isEquatorial()) {
            return bare(text, notation.angles()).map(read -> frame.toIcrs(read.raDeg(), read.decDeg()));
        }
        String[] angles = split(notation.angles());
        Optional<Angle> lon = angles.length == 2 ? Angle.read(angles[0]) : Optional.empty();
        Optional<Angle> lat = angles.length == 2 ? Angle.read(angles[1]) : Optional.empty();
        if (lon.isEmpty() || lat.isEmpty() || lon.get().unit() == Angle.Unit.HOURS) {
            return Optional.empty();
        }
        if (lon.get().isOff(360) || lat.get().isOff(90)) {
            throw off(text, "longitude is to 360 degrees, latitude from -90 to +90");
        }
        return Optional.of(frame.toIcrs(lon.get().signed(), lat.get().signed()));
    }

    private static Optional<SkyPosition> bare(String text, String plain) {
        Matcher designation = DESIGNATION.matcher(plain);
        if (designation.matches()) {
            return designated(text, designation);
        }
        String[] angles = split(plain);
        if (angles.length != 2) {
            return Optional.empty();
        }
        Optional<Angle> ra = Angle.read(angles[0]);
        Optional<Angle> dec = Angle.read(angles[1]);
        return ra.isPresent() && dec.isPresent() && ra.get().goesWith(dec.get())
                ? Optional.of(position(text, ra.get(), dec.get()))
                : Optional.empty();
    }

    /** Replaces typographic signs and blanks by those of a keyboard. */
    private static String plain(String text) {
        return text.replaceAll("[\\u2010-\\u2013\\u2212\\ufe63\\uff0d]", "-")
                .replaceAll("[\\u2032\\u2019\\u02bc]", "'")
                .replaceAll("[\\u2033\\u201d\\u02ba]|''", "\"")
                .replace('\u00ba', '\u00b0')
                .replace('\u02b0', 'h') // superscripts, as astropy and SIMBAD write them
                .replace('\u1d50', 'm')
                .replace('\u02e2', 's')
                .replace('\u1d48', 'd')
                .replaceAll("(?<=\\d)([hms\u00b0'\"])\\.(\\d+)", ".$2$1") // 13s.8
                .replaceAll("[\\s\\u00a0\\u2000-\\u200a\\u202f]+", " ")
                .strip();
    }

    private static String[] split(String plain) {
        String[] parts = plain.split("\\s*[,;]\\s*", -1);
        if (parts.length > 1) {
            return parts;
        }
        parts = SIGN_BETWEEN.split(plain, -1);
        if (parts.length == 2) {
            boolean apart = plain.charAt(parts[0].length()) == ' ';
            boolean decimal = parts[0].matches("[+-]?[\\d.]+");
            // 0134+32 is the old name of a source, not a position at 134 degrees
            boolean pointed = POINT.matcher(parts[0]).matches()
                    && POINT.matcher(parts[1].substring(1)).matches();
            return apart || !decimal || pointed ? parts : new String[0];
        }
        String[] words = plain.split(" ", -1);
        int half = words.length / 2;
        return words.length % 2 == 0 && parts.length == 1
                ? new String[] {join(words, 0, half), join(words, half, words.length)}
                : new String[0];
    }

    private static String join(String[] words, int from, int to) {
        return String.join(" ", java.util.Arrays.copyOfRange(words, from, to));
    }

    private static Optional<SkyPosition> designated(String text, Matcher m) {
        Angle ra = Angle.sexagesimal(Angle.Unit.HOURS, "", m.group(2), m.group(3), seconds(m, 4));
        Angle dec = Angle.sexagesimal(Angle.Unit.PARTS, m.group(6), m.group(7), m.group(8), seconds(m, 9));
        if (!m.group("before").isEmpty() && (ra.isOff(24) || dec.isOff(90))) {
            return Optional.empty(); // some other number in a longer name
        }
        return Optional.of(position(text, ra, dec));
    }

    private static String seconds(Matcher m, int group) {
        return m.group(group) + (m.group(group + 1) == null ? "" : "." + m.group(group + 1));
    }

    private static SkyPosition position(String text, Angle ra, Angle dec) {
        boolean hours = ra.unit() == Angle.Unit.HOURS || ra.unit() == Angle.Unit.PARTS;
        int turn = hours ? 24 : 360;
        if (ra.negative() || ra.isOff(turn)) {
            throw off(text, "right ascension is from 0 to " + turn + (hours ? " hours" : " degrees"));
        }
        if (dec.isOff(90)) {
            throw off(text, "declination is from -90 to +90 degrees");
        }
        double raDeg = ra.value() * (hours ? 15 : 1);
        return new SkyPosition(raDeg >= 360 ? 0 : raDeg, dec.signed());
    }

    private static Problem off(String text, String rule) {
        return Problem.invalidField(
                "target",
                "not a position on the sky: "
                        + QuotedText.of(text)
                        + "; "
                        + rule
                        + ", minutes and seconds are below 60");
    }
}
