package dev.voyage.sky;

import dev.voyage.problem.Problem;
import dev.voyage.problem.Quoted;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Positions as people write them: ICRS, right ascension first. */
public final class Coordinates {

    private static final int LONGEST = 256;

    /** The IAU's form (HHMMSS.s±DDMMSS), alone or at the end of a name. */
    private static final Pattern DESIGNATION =
            Pattern.compile("(?<before>.*?)J(\\d\\d)(\\d\\d)(\\d\\d)(?:\\.?(\\d{1,4}))?"
                    + "([+-])(\\d\\d)(\\d\\d)(\\d\\d)(?:\\.?(\\d{1,4}))?(?<behind>[^\\p{L}\\d].*)?");

    /** A sign that parts the two angles; one at the very start belongs to the first. */
    private static final Pattern SIGN_BETWEEN = Pattern.compile("(?<=[^\\s,;])\\s*(?=[+-])");

    private static final Pattern POINT = Pattern.compile("\\d{1,3}\\.\\d+");

    private Coordinates() {}

    /**
     * Reads decimal degrees ({@code 61.8186 +3.7072}, comma or blank between), sexagesimal hours
     * and degrees ({@code 04h07m16.5s +03d42m26s}, {@code 04:07:16.5 +03:42:26}, {@code 04 07 16.5
     * +03 42 26}, also without seconds) and designations with the whole position in them ({@code
     * J040716.4+034225}, {@code CRTS SSS100805 J194428-420209}). Minus signs and marks of degrees,
     * minutes and seconds may be typographic.
     *
     * @return empty where it is something else, such as a name
     * @throws Problem {@code BAD_PARAMETER} for {@code target} where it is a position off the sky
     */
    public static Optional<SkyPosition> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        String plain = plain(text);
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

    /** Typographic signs and blanks as those of a keyboard. */
    private static String plain(String text) {
        return text.replaceAll("[\\u2010-\\u2013\\u2212\\ufe63\\uff0d]", "-")
                .replaceAll("[\\u2032\\u2019\\u02bc]", "'")
                .replaceAll("[\\u2033\\u201d\\u02ba]|''", "\"")
                .replace('\u00ba', '\u00b0')
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
            // 0134+32 is the old name of a source, not a place at 134 degrees
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
        return Problem.badParameter(
                "target",
                "there is no such place on the sky: "
                        + Quoted.of(text)
                        + "; "
                        + rule
                        + ", minutes and seconds are below 60");
    }
}
