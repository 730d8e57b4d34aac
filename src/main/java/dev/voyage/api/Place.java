package dev.voyage.api;

import dev.voyage.journal.SearchIds;
import io.vertx.core.http.HttpMethod;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an address leads to, as the guard sees it. Addresses that two readers could read in two ways lead nowhere.
 *
 * @param open answered to anybody
 * @param search the search it is about, or null; it may not be a name of one at all
 * @param what is done there, for limits and tickets
 */
record Place(boolean open, String search, What what) {

    /** What is done at an address. */
    enum What {
        STREAM,
        DOWNLOAD,
        LOOKUP,
        OTHER
    }

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._~-]+");
    private static final Set<String> DOTS = Set.of(".", "..");
    /** First segments of what anybody may see; everything else wants to know who asks. */
    private static final Set<String> OPEN =
            Set.of("", "static", "web", "app", "problems", "availability", "capabilities", "favicon.ico", "index.html");

    private static final Set<String> DOWNLOADS =
            Set.of("files", "archive.tar", "SHA256SUMS", "urls.txt", "observations", "datalink", "verify");

    /** Parts of a search that a ticket opens. */
    private static final Set<String> WITH_TICKET =
            Set.of("events", "files", "archive.tar", "SHA256SUMS", "urls.txt", "observations");

    /** The place nobody gets to. */
    static final Place NOWHERE = new Place(false, "", What.OTHER);

    static Place of(String path, String normalized, boolean openMetrics) {
        List<String> segments =
                List.of(path.substring(Math.min(1, path.length())).split("/", -1));
        List<String> other =
                List.of(normalized.substring(Math.min(1, normalized.length())).split("/", -1));
        String first = segments.get(0);
        boolean ofSearch = isOfSearch(segments);
        int checked = ofSearch && part(segments).equals("files") ? 4 : segments.size();
        boolean ambiguous = isOfSearch(other) != ofSearch
                || !segments.subList(0, Math.min(checked, segments.size()))
                        .equals(other.subList(0, Math.min(checked, other.size())));
        boolean plain = isPlain(segments, checked);
        if (ofSearch) {
            return plain && !ambiguous ? new Place(false, id(segments), what(part(segments))) : NOWHERE;
        }
        if (isOpen(first, segments, openMetrics) && !ambiguous) {
            return new Place(true, null, What.OTHER);
        }
        return plain && !ambiguous ? new Place(false, null, byName(path)) : NOWHERE;
    }

    private static What byName(String path) {
        return switch (path) {
            case "/v1/stream", "/v1/events" -> What.STREAM;
            case "/v1/targets", "/v1/catalogues" -> What.LOOKUP;
            default -> What.OTHER;
        };
    }

    private static boolean isOpen(String first, List<String> segments, boolean openMetrics) {
        if (first.isEmpty()) {
            return segments.size() == 1;
        } else if (first.equals("q")) {
            return openMetrics || segments.size() < 2 || !segments.get(1).equals("metrics");
        }
        return OPEN.contains(first);
    }

    private static boolean isPlain(List<String> segments, int checked) {
        int end = segments.size() > 1 && segments.get(segments.size() - 1).isEmpty()
                ? segments.size() - 1 // a slash at the end
                : segments.size();
        return segments.subList(0, Math.min(checked, end)).stream()
                .allMatch(segment -> PLAIN.matcher(segment).matches() && !DOTS.contains(segment));
    }

    private static boolean isOfSearch(List<String> segments) {
        return (segments.size() > 2
                        && segments.get(0).equals("v1")
                        && segments.get(1).equals("searches")
                        && !segments.get(2).isEmpty())
                || (segments.size() > 1
                        && segments.get(0).equals("uws")
                        && !segments.get(1).isEmpty());
    }

    private static String id(List<String> segments) {
        return segments.get(segments.get(0).equals("v1") ? 2 : 1);
    }

    private static String part(List<String> segments) {
        return segments.get(0).equals("v1") && segments.size() > 3 ? segments.get(3) : "";
    }

    private static What what(String part) {
        return part.equals("events") ? What.STREAM : DOWNLOADS.contains(part) ? What.DOWNLOAD : What.OTHER;
    }

    /** Whether a ticket is as good as its holder there. */
    static boolean takesTickets(String path, HttpMethod method) {
        List<String> segments = List.of(path.substring(1).split("/", -1));
        boolean reads = method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
        return reads
                && (path.equals("/v1/events")
                        || (isOfSearch(segments)
                                && segments.get(0).equals("v1")
                                && WITH_TICKET.contains(part(segments))));
    }

    /** Everything in these texts that could be the name of a search. */
    static Set<String> named(List<String> texts) {
        Set<String> named = new HashSet<>();
        for (String text : texts) {
            for (String word : text.split("[^0-9a-z]+", -1)) {
                if (SearchIds.isId(word)) {
                    named.add(word);
                }
            }
        }
        return named;
    }
}
