package dev.voyage.upstream.robots;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The rules of one robots.txt that apply to voyage: those of all groups that name it, otherwise those for every client. Only
 * these are kept.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9309">RFC 9309, 2.2</a>
 */
public final class RobotRules {

    /** Nothing is forbidden. */
    static final RobotRules NONE = new RobotRules(List.of());

    private static final String TOKEN = "voyage";

    /** A hostile file has many; checking all of them must take only milliseconds. */
    private static final int MOST_RULES = 10_000;

    private static final int MOST_WILD = 500;
    private static final int LONGEST_PATTERN = 2048;

    private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");
    private static final Pattern NO_TOKEN = Pattern.compile("[^A-Za-z_-]");

    /** The longest matching pattern decides; if two have the same length, the one that allows (2.2.2). */
    private static final Comparator<RobotRule> DECIDES =
            Comparator.comparingInt(RobotRule::length).thenComparing(RobotRule::allows);

    private final List<RobotRule> rules;

    private RobotRules(List<RobotRule> rules) {
        this.rules = rules;
    }

    /** Never fails: invalid lines are ignored. */
    public static RobotRules of(byte[] file) {
        String text = new String(file, StandardCharsets.UTF_8);
        var reader = new Reader();
        LINE_END.splitAsStream(text.startsWith("\uFEFF") ? text.substring(1) : text)
                .forEach(reader::line);
        return new RobotRules(reader.named ? reader.ours : reader.everybodys);
    }

    /**
     * The rule that forbids this target.
     *
     * @param target raw path and query, as they stand in the request line
     */
    public Optional<RobotRule> forbidding(String target) {
        String path = RobotRule.normal(target, true);
        return rules.stream().filter(rule -> rule.matches(path)).max(DECIDES).filter(rule -> !rule.allows());
    }

    public int size() {
        return rules.size();
    }

    /** Reads line by line, and tracks which groups the current rules belong to. */
    private static final class Reader {

        private final List<RobotRule> ours = new ArrayList<>();
        private final List<RobotRule> everybodys = new ArrayList<>();
        private boolean named;
        private boolean forUs;
        private boolean forAll;
        private boolean inRules;
        private int wild;

        void line(String line) {
            int hash = line.indexOf('#');
            String plain = hash < 0 ? line : line.substring(0, hash);
            int colon = plain.indexOf(':');
            if (colon > 0) {
                String value = plain.substring(colon + 1).strip();
                switch (plain.substring(0, colon).strip().toLowerCase(Locale.ROOT)) {
                    case "user-agent" -> agent(value);
                    case "allow" -> rule(true, value);
                    case "disallow" -> rule(false, value);
                    default -> {} // other records do not interfere (2.2.4)
                }
            }
        }

        private void agent(String value) {
            if (inRules) {
                inRules = false;
                forUs = false;
                forAll = false;
            }
            forAll |= value.equals("*");
            forUs |= NO_TOKEN.split(value, 2)[0].equalsIgnoreCase(TOKEN);
            named |= forUs;
        }

        private void rule(boolean allows, String pattern) {
            inRules = true;
            if (!pattern.isEmpty() && pattern.length() <= LONGEST_PATTERN && (forUs || forAll)) {
                var rule = RobotRule.of(allows, pattern);
                wild += rule.isWild() ? 1 : 0;
                if (!rule.isWild() || wild <= MOST_WILD) {
                    keep(forUs, ours, rule);
                    keep(forAll, everybodys, rule);
                }
            }
        }

        private static void keep(boolean wanted, List<RobotRule> rules, RobotRule rule) {
            if (wanted && rules.size() < MOST_RULES) {
                rules.add(rule);
            }
        }
    }
}
