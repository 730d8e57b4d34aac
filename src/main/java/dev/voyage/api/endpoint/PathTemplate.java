package dev.voyage.api.endpoint;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The path of an endpoint, such as {@code /v1/searches/{id}/files/{path}}: literal segments, parameters of one segment, and at
 * the end {@code {path}} or {@code {name}}, which matches the whole rest. One slash at the end of a path is ignored, as Vert.x and JAX-RS ignore
 * it.
 */
final class PathTemplate {

    private static final String ID = "{id}";
    private static final String REST = "{path}";
    private static final Set<String> RESTS = Set.of(REST, "{name}");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._~-]+");

    private final String text;
    private final List<String> segments;
    private final boolean restMayBeEmpty;

    private PathTemplate(String text, boolean restMayBeEmpty) {
        this.text = text;
        this.segments = split(text);
        this.restMayBeEmpty = restMayBeEmpty;
    }

    static PathTemplate of(String text) {
        return new PathTemplate(text, false);
    }

    /** The path itself and everything below it. */
    static PathTemplate below(String text) {
        return new PathTemplate(text + "/" + REST, true);
    }

    String text() {
        return text;
    }

    /** Whether a path of these segments has this form; the values of its parameters are not checked. */
    boolean matches(List<String> path) {
        int fixed = fixed();
        boolean fits = hasRest() ? path.size() >= fixed + (restMayBeEmpty ? 0 : 1) : path.size() == fixed;
        if (!fits) {
            return false;
        }
        for (int i = 0; i < fixed; i++) {
            String segment = segments.get(i);
            boolean same = isParameter(segment) ? !path.get(i).isEmpty() : segment.equals(path.get(i));
            if (!same) {
                return false;
            }
        }
        return true;
    }

    /** The value of {@code {id}} in a matching path; empty for a template without it. */
    Optional<String> id(String path) {
        int at = segments.indexOf(ID);
        return at < 0 ? Optional.empty() : Optional.of(split(path).get(at));
    }

    /**
     * Whether all parsers interpret a path in the same way, given that both its forms match: its segments before
     * {@code {path}} need no decoding, are no dots, and do not change by normalisation.
     */
    boolean isUnambiguous(String path, String normalized) {
        List<String> raw = split(path);
        List<String> other = split(normalized);
        return raw.subList(0, fixed()).equals(other.subList(0, fixed()))
                && raw.subList(0, fixed()).stream().allMatch(PathTemplate::isPlain);
    }

    private static boolean isPlain(String segment) {
        return PLAIN.matcher(segment).matches() && !segment.equals(".") && !segment.equals("..");
    }

    /** The path for this value of {@code {id}}. */
    String with(String id) {
        return text.replace(ID, id);
    }

    /** As a path of a Vert.x route. */
    String routePath() {
        return "/"
                + segments.stream()
                        .map(segment -> RESTS.contains(segment)
                                ? "*"
                                : isParameter(segment) ? ":" + segment.substring(1, segment.length() - 1) : segment)
                        .collect(Collectors.joining("/"));
    }

    /** As a regular expression on whole paths. */
    String regex() {
        String fixed = segments.subList(0, fixed()).stream()
                .map(segment -> "/" + (isParameter(segment) ? "[^/]+" : segment.replace(".", "\\.")))
                .collect(Collectors.joining());
        return fixed + (hasRest() ? "/.*" : "/?");
    }

    private boolean hasRest() {
        return !segments.isEmpty() && RESTS.contains(segments.get(segments.size() - 1));
    }

    private int fixed() {
        return segments.size() - (hasRest() ? 1 : 0);
    }

    private static boolean isParameter(String segment) {
        return segment.startsWith("{");
    }

    /** The segments of a path, without one empty segment at the end. */
    static List<String> split(String path) {
        List<String> segments =
                List.of(path.substring(Math.min(1, path.length())).split("/", -1));
        return segments.get(segments.size() - 1).isEmpty() ? segments.subList(0, segments.size() - 1) : segments;
    }
}
