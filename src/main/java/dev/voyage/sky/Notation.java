package dev.voyage.sky;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The notation that programs write around two angles: brackets, a frame, the names of the angles, a constructor.
 *
 * @param frame the frame in the text, or null
 * @param angles the rest, right ascension or longitude first
 */
record Notation(CelestialFrame frame, String angles) {

    private static final String FRAME =
            "(?:icrs|fk5|fk4|galactic|gal|ecliptic|eq\\.?)?[ (\\[:,]*(?:[jb]\\d{4}(?:\\.\\d*)?)?";

    private static final Pattern FRAME_BEFORE =
            Pattern.compile("(?i)(?=[ifgejb])(?<frame>" + FRAME + ")[)\\]]?(?=[\\s:;,=(\\[])[\\s:;,=]*(?<rest>.*)");
    private static final Pattern FRAME_BEHIND =
            Pattern.compile("(?i)(?<rest>.*[\\d.dms°'\"])[\\s,;]+[(\\[]?(?=[ifgejb])(?<frame>" + FRAME + ")[)\\]]?");
    private static final Pattern POINT = Pattern.compile("(?i)(?:point|position|pos)\\s*(?=[\\s(])(?<rest>.*)");
    private static final Pattern REPR = Pattern.compile(
            "(?i)<?skycoord \\((?<frame>\\w+)(?:: [^)]*?equinox=(?<equinox>[\\w.]+)[^)]*)?[^)]*\\): \\([^)]*\\) in deg"
                    + "\\s*(?<rest>\\([^()]*\\))>?");
    private static final Pattern CALL = Pattern.compile("(?i)(?:\\w+\\.)*skycoord\\((?<arguments>.*)\\)");

    private static final String LON = "(?:ra|r\\.a\\.?|right ascension|alpha|\u03b1|l|glon)";
    private static final String LAT = "(?:dec|de|decl\\.?|declination|delta|\u03b4|b|glat)";
    private static final String BEHIND_NAME =
            "['\"]?(?:[ _]?[(\\[]?(?:[jb]\\d{4}(?:\\.0)?|icrs|deg|degrees|hms|dms)[)\\]]?)?\\s*[=:]?\\s*";
    /** Greek letters count too; {@code \\b} has been about ASCII only since JDK 19. */
    private static final String WORD_BEGIN = "(?<![\\p{L}\\p{N}_])";

    private static final Pattern NAMES = Pattern.compile("(?i)['\"]?(?<first>" + LON + ")" + BEHIND_NAME
            + "(?<lon>[^a-z=:].*?)[\\s,;]*['\"]?" + WORD_BEGIN + LAT + BEHIND_NAME + "(?<lat>[^a-z=:].*)");
    private static final Pattern NAMES_TURNED =
            Pattern.compile("(?i)['\"]?" + LAT + BEHIND_NAME + "(?<lat>[^a-z=:].*?)[\\s,;]*['\"]?" + WORD_BEGIN
                    + "(?<first>" + LON + ")" + BEHIND_NAME + "(?<lon>[^a-z=:].*)");

    /** Empty if the text has no such notation; never fails. */
    static Optional<Notation> read(String text) {
        String open = opened(text);
        Notation read = constructed(open)
                .or(() -> Optional.of(new Notation(null, open)))
                .get();
        Notation framed = framed(read);
        Notation named = named(framed);
        return named.angles().equals(text) ? Optional.empty() : Optional.of(named);
    }

    /** Without the brackets and quotes around all of it, and without a trailing comma. */
    private static String opened(String text) {
        String inside = text.strip().replaceFirst("[\\s,;]+$", "");
        while (inside.length() > 1 && isEnclosed(inside)) {
            inside = inside.substring(1, inside.length() - 1).strip().replaceFirst("[\\s,;]+$", "");
        }
        return inside;
    }

    private static boolean isEnclosed(String text) {
        char first = text.charAt(0);
        int closing = "([{<\"'".indexOf(first);
        if (closing < 0 || text.charAt(text.length() - 1) != ")]}>\"'".charAt(closing)) {
            return false;
        }
        int depth = 0;
        for (int i = 0; i < text.length() - 1; i++) {
            char c = text.charAt(i);
            depth += c == first && (closing < 4 || i == 0) ? 1 : 0;
            depth -= c == text.charAt(text.length() - 1) && i > 0 ? 1 : 0;
            if (depth == 0) {
                return false; // (10) (20)
            }
        }
        return true;
    }

    private static Optional<Notation> constructed(String text) {
        Matcher repr = REPR.matcher(text.startsWith("SkyCoord") ? "<" + text + ">" : text);
        if (repr.matches()) {
            String equinox = repr.group("equinox") == null ? "" : repr.group("equinox");
            return CelestialFrame.of(repr.group("frame"), equinox.replaceFirst("\\.0+$", ""), "")
                    .map(frame -> new Notation(frame, opened(repr.group("rest"))));
        }
        Matcher call = CALL.matcher(text);
        if (!call.matches()) {
            return Optional.empty();
        }
        CelestialFrame frame = null;
        for (String argument : call.group("arguments").split(",", -1)) {
            if (argument.strip().toLowerCase(Locale.ROOT).startsWith("frame")) {
                frame = CelestialFrame.of(
                                argument.replaceFirst("(?i)\\s*frame\\s*=", "").replaceAll("[\"'\\s]", ""), "", "")
                        .orElse(null);
                if (frame == null) {
                    return Optional.empty();
                }
            }
        }
        String angles = Arrays.stream(call.group("arguments").split(",", -1))
                .filter(argument -> !argument.strip()
                        .matches("(?i)(?:frame|unit|equinox|obstime)\\s*=.*|['\"]?(?:deg|u\\..*)['\"]?.?"))
                .map(argument -> argument.replaceAll("(?i)\\s*\\*\\s*(?:u\\.)?deg(?:ree)?", ""))
                .map(argument -> opened(argument.replaceFirst("=\\s*[\"'](.*)[\"']\\s*$", "=$1")))
                .collect(Collectors.joining(", "));
        return Optional.of(new Notation(frame, angles));
    }

    private static Notation framed(Notation read) {
        String rest = read.angles();
        CelestialFrame frame = read.frame();
        Matcher point = POINT.matcher(rest);
        if (point.matches()) {
            rest = opened(point.group("rest")).replaceFirst("^'(\\w+)'", "$1");
        }
        Matcher before = FRAME_BEFORE.matcher(rest);
        Matcher behind = FRAME_BEHIND.matcher(rest);
        Matcher found = before.matches() ? before : behind;
        if ((before.matches() || behind.matches()) && !found.group("frame").isBlank()) {
            Optional<CelestialFrame> written = frame(found.group("frame"));
            // GAL 012.34+00.56 is the name of a source
            boolean isName = found.group("frame").toLowerCase(Locale.ROOT).startsWith("gal")
                    && found.group("rest").matches("[\\d.]+[+-][\\d.]+");
            if (written.isPresent() && !isName) {
                frame = written.get();
                rest = opened(found.group("rest"));
                point = POINT.matcher(rest);
                rest = point.matches() ? opened(point.group("rest")) : rest;
            }
        }
        return new Notation(frame, rest);
    }

    private static Optional<CelestialFrame> frame(String written) {
        String[] words = written.toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9. ]", " ")
                .strip()
                .split("\\s+", -1);
        String system = words[0].matches("[a-z]+.*") && !words[0].matches("[jb]\\d.*") ? words[0] : "";
        String equinox = words[words.length - 1].matches("[jb]\\d.*") ? words[words.length - 1] : "";
        if (system.isEmpty() || system.startsWith("eq")) {
            system = equinox.startsWith("b") ? "fk4" : equinox.startsWith("j2000") ? "icrs" : "fk5";
        }
        return CelestialFrame.of(system, equinox, "");
    }

    private static Notation named(Notation framed) {
        Matcher names = NAMES.matcher(framed.angles());
        Matcher turned = NAMES_TURNED.matcher(framed.angles());
        Matcher found = names.matches() ? names : turned;
        if (!names.matches() && !turned.matches()) {
            return framed;
        }
        boolean galactic = found.group("first").matches("(?i)l|glon");
        CelestialFrame frame = framed.frame();
        Matcher year =
                Pattern.compile("(?i)[(\\[_ ](b\\d{4}(?:\\.0)?)[)\\] =:]").matcher(framed.angles());
        if (frame == null) {
            frame = galactic
                    ? CelestialFrame.GALACTIC
                    : year.find() ? frame(year.group(1)).orElse(null) : null;
        }
        return new Notation(frame, opened(found.group("lon")) + ", " + opened(found.group("lat")));
    }
}
