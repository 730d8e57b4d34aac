package dev.voyage.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Events as lines for people: a pure function of the event's JSON. ASCII apart from what strangers
 * wrote, so that it reads the same on every terminal.
 */
final class Lines {

    private Lines() {}

    /**
     * The line of an event, or nothing where a newcomer would not miss it.
     *
     * @param filesFound whether files are told when they are found: where none will be fetched
     */
    static Optional<String> of(JsonNode event, boolean filesFound) {
        String line =
                switch (event.path("type").asText()) {
                    case "search.accepted" -> accepted(event);
                    case "target.resolved" -> resolved(event);
                    case "target.failed" -> "target " + text(event, "target") + " failed: " + problem(event);
                    case "service.found" -> service(event);
                    case "service.failed" -> "catalogue " + text(event, "catalogue") + " failed: " + problem(event);
                    case "observation.found" -> observation(event);
                    case "catalogue.searched" -> searched(event);
                    case "catalogue.failed" -> notSearched(event);
                    case "observation.linked" -> linked(event);
                    case "observation.unavailable" -> unavailable(event);
                    case "observation.failed" ->
                        "observation " + text(event, "observation") + " failed: " + problem(event);
                    case "observation.completed" -> completed(event);
                    case "directory.listed" -> listed(event);
                    case "file.found" -> filesFound ? file(event, "") : null;
                    case "file.completed" -> file(event, "  ok: " + words(event.path("verified")));
                    case "file.skipped" -> "  file " + text(event, "file") + "  skipped: " + text(event, "reason");
                    case "file.failed" -> failed(event);
                    case "plan.ready" -> plan(event);
                    case "upstream.throttled", "upstream.degraded" -> upstream(event);
                    default -> null;
                };
        return Optional.ofNullable(line);
    }

    private static String accepted(JsonNode event) {
        JsonNode request = event.path("request");
        String target = request.has("target") ? text(request, "target") : targets(request);
        String where = request.has("where") ? ", where " + text(request, "where") : "";
        return String.format(
                Locale.ROOT,
                "search %s: %s in %s, within %s deg%s",
                text(event, "search"),
                target,
                request.has("catalogue") ? text(request, "catalogue") : names(request.path("catalogues")),
                text(request, "radiusDeg"),
                where);
    }

    private static String targets(JsonNode request) {
        int several = request.path("targets").size();
        return several == 0 ? degrees(request.path("position")) : Amount.of(several, "target");
    }

    private static String names(JsonNode list) {
        List<String> names = new ArrayList<>();
        list.forEach(name -> names.add(Printable.of(name.asText())));
        return String.join(", ", names);
    }

    private static String notSearched(JsonNode event) {
        String catalogue = event.has("catalogue") ? " of " + text(event, "catalogue") : "";
        String target = event.has("target") ? " around " + text(event, "target") : "";
        return "search" + catalogue + target + " failed: " + problem(event);
    }

    private static String resolved(JsonNode event) {
        String main = text(event, "mainName");
        String also = main.isEmpty() || main.equals(text(event, "name")) ? "" : main + ", ";
        String kept = event.path("cached").asBoolean() ? ", known already" : "";
        return String.format(
                "target %s: %s (%s%s%s)", text(event, "name"), degrees(event), also, text(event, "resolver"), kept);
    }

    private static String degrees(JsonNode position) {
        return String.format(
                Locale.ROOT,
                "%.5f %+.5f",
                position.path("raDeg").asDouble(),
                position.path("decDeg").asDouble());
    }

    private static String service(JsonNode event) {
        return String.format("catalogue %s: %s", text(event, "title"), text(event, "accessUrl"));
    }

    private static String observation(JsonNode event) {
        JsonNode offset = event.path("offsetArcmin");
        String away = offset.isNumber() ? String.format(Locale.ROOT, "  %.2f arcmin off", offset.asDouble()) : "";
        String target = event.has("target") ? " " + text(event, "target") : "";
        String selected = event.path("repeated").asBoolean() ? "  selected already" : "  selected";
        return "  observation "
                + text(event, "observation")
                + away
                + target
                + (event.path("selected").asBoolean() ? selected : "  not selected");
    }

    private static String searched(JsonNode event) {
        String catalogue = event.has("catalogue") ? " " + text(event, "catalogue") : "";
        String target = event.has("target") ? " around " + text(event, "target") : "";
        return "catalogue" + catalogue + " searched" + target + ": "
                + Amount.of(event.path("rows").asLong(), "observation")
                + ", "
                + event.path("selected").asLong()
                + " selected"
                + (event.path("overflow").asBoolean() ? "; there are more than it sent" : "");
    }

    private static String linked(JsonNode event) {
        List<String> urls = new ArrayList<>();
        event.path("directories").forEach(directory -> urls.add(text(directory, "url")));
        int others = event.path("others").size();
        return "  links of "
                + text(event, "observation")
                + ": "
                + (urls.isEmpty() ? "no directory" : String.join(" ", urls))
                + (others == 0 ? "" : " and " + Amount.of(others, "other"));
    }

    private static String unavailable(JsonNode event) {
        String date = text(event, "publicDate");
        return "observation "
                + text(event, "observation")
                + " has no files for us: "
                + text(event, "reason")
                + (date.isEmpty() ? "" : ", public on " + date)
                + (text(event, "detail").isEmpty() ? "" : ": " + text(event, "detail"));
    }

    private static String completed(JsonNode event) {
        long failed = event.path("failed").asLong();
        return "observation "
                + text(event, "observation")
                + (failed == 0 ? " complete: " : " not complete, " + failed + " failed: ")
                + Amount.of(event.path("files").asLong(), "file")
                + ", "
                + Amount.bytes(event.path("bytes").asLong());
    }

    private static String listed(JsonNode event) {
        int refused = event.path("refused").size();
        return "  directory "
                + text(event, "url")
                + ": "
                + Amount.of(event.path("files").asLong(), "file")
                + ", "
                + Amount.of(event.path("directories").asLong(), "directory")
                + (refused == 0 ? "" : ", " + refused + " refused");
    }

    private static String file(JsonNode event, String verdict) {
        JsonNode bytes = event.path("bytes");
        return "  file "
                + text(event, "file")
                + (bytes.isNumber() ? "  " + Amount.bytes(bytes.asLong()) : "")
                + verdict;
    }

    private static String failed(JsonNode event) {
        String retry = event.path("willRetry").asBoolean() ? " (trying again)" : "";
        return "  file " + text(event, "file") + "  failed: " + problem(event) + retry;
    }

    private static String plan(JsonNode event) {
        long unknown = event.path("bytesUnknownFor").asLong();
        return "plan: "
                + Amount.of(event.path("files").asLong(), "file")
                + " of "
                + Amount.of(event.path("observations").asLong(), "observation")
                + ", "
                + Amount.bytes(event.path("bytes").asLong())
                + (unknown == 0 ? "" : " and " + unknown + " of unknown size")
                + ", "
                + event.path("alreadyHere").asLong()
                + " here already";
    }

    private static String upstream(JsonNode event) {
        JsonNode pause = event.path("retryAfterSeconds");
        return text(event, "host")
                + ": "
                + text(event, "detail")
                + (pause.isNumber() ? "; waiting " + pause.asLong() + " s" : "");
    }

    private static String problem(JsonNode event) {
        return text(event.path("problem"), "detail");
    }

    private static String words(JsonNode list) {
        List<String> words = new ArrayList<>();
        list.forEach(word -> words.add(Printable.of(word.asText())));
        return words.isEmpty() ? "size unknown" : String.join(" ", words);
    }

    static String text(JsonNode object, String field) {
        JsonNode value = object.path(field);
        return value.isNull() ? "" : Printable.of(value.asText());
    }
}
