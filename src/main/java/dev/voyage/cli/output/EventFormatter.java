package dev.voyage.cli.output;

import dev.voyage.journal.event.EventVisitor;
import dev.voyage.journal.event.FileEvent;
import dev.voyage.journal.event.ObservationEvent;
import dev.voyage.journal.event.OtherLink;
import dev.voyage.journal.event.SearchEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Formats events as lines for people: a pure function of the event. ASCII except for third-party text, so that it reads the same
 * on every terminal. A method returns null for an event that a newcomer would not miss.
 */
final class EventFormatter implements EventVisitor<String> {

    private final String search;
    private final boolean filesFound;
    private final boolean verbose;

    private EventFormatter(String search, boolean filesFound, boolean verbose) {
        this.search = search;
        this.filesFound = filesFound;
        this.verbose = verbose;
    }

    /**
     * The line of an event, or empty for one that a newcomer would not miss.
     *
     * @param search its id
     * @param filesFound whether a found file gets a line: in a search without later events about it
     */
    static Optional<String> of(String search, SearchEvent event, boolean filesFound) {
        return Optional.ofNullable(event.accept(new EventFormatter(search, filesFound, false)));
    }

    /** As {@link #of}, with a line for every stored event. */
    static Optional<String> verbose(String search, SearchEvent event) {
        return Optional.ofNullable(event.accept(new EventFormatter(search, true, true)));
    }

    @Override
    public String accepted(SearchEvent.Accepted event) {
        Map<String, Object> request = event.request();
        if (request.containsKey("adql")) {
            return String.format(
                    Locale.ROOT,
                    "search %s: %s at %s%s",
                    text(search),
                    text(request.get("adql")),
                    text(request.get("catalogue")),
                    where(request));
        }
        String target = request.containsKey("target") ? text(request.get("target")) : targets(request);
        return String.format(
                Locale.ROOT,
                "search %s: %s in %s, within %s deg%s",
                text(search),
                target,
                request.containsKey("catalogue")
                        ? text(request.get("catalogue"))
                        : String.join(", ", texts(request.get("catalogues"))),
                text(request.get("radiusDeg")),
                where(request));
    }

    private static String where(Map<String, Object> request) {
        return request.containsKey("where") ? ", where " + text(request.get("where")) : "";
    }

    private static String targets(Map<String, Object> request) {
        if (request.get("targets") instanceof List<?> several && !several.isEmpty()) {
            return HumanNumbers.of(several.size(), "target");
        }
        return request.get("position") instanceof Map<?, ?> position
                ? degrees(number(position.get("raDeg")), number(position.get("decDeg")))
                : degrees(0, 0);
    }

    private static double number(Object value) {
        return value instanceof Number number ? number.doubleValue() : 0;
    }

    private static String degrees(double raDeg, double decDeg) {
        return String.format(Locale.ROOT, "%.5f %+.5f", raDeg, decDeg);
    }

    @Override
    public String resolved(SearchEvent.TargetResolved event) {
        String name = text(event.name());
        String main = text(event.mainName());
        String also = main.isEmpty() || main.equals(name) ? "" : main + ", ";
        String kept = event.cached() ? ", known already" : "";
        String position = degrees(event.raDeg(), event.decDeg());
        return String.format("target %s: %s (%s%s%s)", name, position, also, text(event.resolver()), kept);
    }

    @Override
    public String failed(SearchEvent.TargetFailed event) {
        return "target " + text(event.target()) + " failed: " + detail(event.problem());
    }

    @Override
    public String found(SearchEvent.ServiceFound event) {
        return String.format("catalogue %s: %s", text(event.title()), text(event.accessUrl()));
    }

    @Override
    public String failed(SearchEvent.ServiceFailed event) {
        return "catalogue " + text(event.catalogue()) + " failed: " + detail(event.problem());
    }

    @Override
    public String searched(SearchEvent.CatalogueSearched event) {
        long outside = event.outsideRadius() == null ? 0 : event.outsideRadius();
        return "catalogue"
                + behind(" ", event.catalogue())
                + " searched"
                + behind(" around ", event.target())
                + ": "
                + HumanNumbers.of(event.rows(), "observation")
                + ", "
                + event.selected()
                + " selected"
                + (outside > 0 ? ", " + outside + " outside the radius" : "")
                + (event.overflow() ? "; there are more than it sent" : "");
    }

    @Override
    public String skipped(SearchEvent.CatalogueSkipped event) {
        return "search" + behind(" of ", event.catalogue()) + behind(" around ", event.target()) + " skipped: "
                + (event.reason().equals(SearchEvent.CatalogueSkipped.OUTSIDE_COVERAGE)
                        ? "the catalogue does not cover this part of the sky"
                        : text(event.reason()));
    }

    @Override
    public String failed(SearchEvent.CatalogueFailed event) {
        return "search" + behind(" of ", event.catalogue()) + behind(" around ", event.target()) + " failed: "
                + detail(event.problem());
    }

    private static String behind(String before, String name) {
        return name == null ? "" : before + text(name);
    }

    @Override
    public String ready(SearchEvent.PlanReady event) {
        return "plan: "
                + HumanNumbers.of(event.files(), "file")
                + " of "
                + HumanNumbers.of(event.observations(), "observation")
                + ", "
                + planned(event);
    }

    /** The total of a plan's files: {@code 950 kB, 0 here already}. */
    static String planned(SearchEvent.PlanReady plan) {
        long unknown = plan.bytesUnknownFor();
        return HumanNumbers.bytes(plan.bytes())
                + (unknown == 0 ? "" : " and " + unknown + " of unknown size")
                + ", "
                + plan.alreadyHere()
                + " here already";
    }

    @Override
    public String progress(SearchEvent.SearchProgress event) {
        return null;
    }

    @Override
    public String throttled(SearchEvent.UpstreamThrottled event) {
        String pause = event.retryAfterSeconds() == null ? "" : "; waiting " + event.retryAfterSeconds() + " s";
        return text(event.host()) + ": " + text(event.detail()) + pause;
    }

    @Override
    public String degraded(SearchEvent.UpstreamDegraded event) {
        return text(event.host()) + ": " + text(event.detail());
    }

    /** {@link SearchSummary} formats the last lines. */
    @Override
    public String ended(SearchEvent.Ended event) {
        return null;
    }

    @Override
    public String found(ObservationEvent.Found event) {
        Double offset = event.offsetArcmin();
        String away = offset == null ? "" : String.format(Locale.ROOT, "  %.2f arcmin off", offset);
        String selected = event.repeatsAnother() ? "  selected already" : "  selected";
        return "  observation "
                + text(event.observation())
                + away
                + behind(" ", event.target())
                + (event.selected() ? selected : notSelected(event));
    }

    private static String notSelected(ObservationEvent.Found event) {
        boolean outside = ObservationEvent.OUTSIDE_RADIUS.equals(event.reason());
        boolean listed = !ObservationEvent.NOT_PICKED.equals(event.reason());
        return outside ? "  outside the radius, not selected" : listed ? "  not selected" : "  not in --select";
    }

    @Override
    public String linked(ObservationEvent.Linked event) {
        List<String> urls = new ArrayList<>();
        event.directories().forEach(directory -> urls.add(text(directory.url())));
        long files = event.others().stream().filter(OtherLink::isFetched).count();
        long others = event.others().size() - files;
        if (files > 0) {
            urls.add(HumanNumbers.of(files, "file"));
        }
        return "  links of "
                + text(event.observation())
                + ": "
                + (urls.isEmpty() ? "no directory" : String.join(" ", urls))
                + (others == 0 ? "" : " and " + HumanNumbers.of(others, "other"));
    }

    @Override
    public String unavailable(ObservationEvent.Unavailable event) {
        return "observation "
                + text(event.observation())
                + " has no files for us: "
                + text(event.reason())
                + behind(", public date ", event.publicDate())
                + behind(": ", event.detail());
    }

    @Override
    public String failed(ObservationEvent.Failed event) {
        return "observation " + text(event.observation()) + " failed: " + detail(event.problem());
    }

    @Override
    public String listed(ObservationEvent.Listed event) {
        int refused = event.refused() == null ? 0 : event.refused().size();
        return "  directory "
                + text(event.url())
                + ": "
                + HumanNumbers.of(event.files(), "file")
                + ", "
                + HumanNumbers.of(event.directories(), "directory")
                + (refused == 0 ? "" : ", " + refused + " refused");
    }

    @Override
    public String completed(ObservationEvent.Completed event) {
        return "observation "
                + text(event.observation())
                + (event.failed() == 0 ? " complete: " : " not complete, " + event.failed() + " failed: ")
                + HumanNumbers.of(event.files(), "file")
                + ", "
                + HumanNumbers.bytes(event.bytes());
    }

    @Override
    public String found(FileEvent.Found event) {
        return filesFound ? file(event.file(), event.bytes(), "") : null;
    }

    @Override
    public String measured(FileEvent.Measured event) {
        String size = event.bytes() == null ? "  size unknown" : "";
        return file(event.file(), event.bytes(), size + (event.here() ? "  here already" : ""));
    }

    @Override
    public String started(FileEvent.Started event) {
        String resumed = event.resumedFrom() > 0 ? ", resumed at " + HumanNumbers.bytes(event.resumedFrom()) : "";
        return verbose
                ? "  file " + text(event.file()) + "  started: " + text(event.source()) + ", attempt " + event.attempt()
                        + resumed
                : null;
    }

    @Override
    public String progress(FileEvent.Progress event) {
        return null;
    }

    @Override
    public String completed(FileEvent.Completed event) {
        List<String> verified = texts(event.verified());
        String checks = verified.isEmpty() ? "size unknown" : String.join(" ", verified);
        return file(event.file(), event.bytes(), "  ok: " + checks);
    }

    private static String file(String path, Long bytes, String verdict) {
        return "  file " + text(path) + (bytes == null ? "" : "  " + HumanNumbers.bytes(bytes)) + verdict;
    }

    @Override
    public String skipped(FileEvent.Skipped event) {
        return "  file " + text(event.file()) + "  skipped: " + text(event.reason());
    }

    @Override
    public String failed(FileEvent.Failed event) {
        String retry = event.willRetry() ? " (trying again)" : "";
        return "  file " + text(event.file()) + "  failed: " + detail(event.problem()) + retry;
    }

    private static String detail(Map<String, Object> problem) {
        return problem == null ? "" : text(problem.get("detail"));
    }

    private static List<String> texts(Object values) {
        return values instanceof List<?> list
                ? list.stream().map(EventFormatter::text).toList()
                : List.of();
    }

    /** A value in printable form; empty for null. */
    static String text(Object value) {
        return value == null ? "" : TerminalText.of(value.toString());
    }
}
