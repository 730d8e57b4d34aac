package dev.voyage.journal;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;

/**
 * One line of a search's journal, as clients see it: each record is one event type, its components
 * are the JSON fields. Names and fields are API: add, never rename. A null component is left out of
 * the JSON; inside {@code row} nulls stay. {@code problem} is what {@code Problem.members()} gives.
 *
 * <p>{@code target} is there only in a search of several targets and {@code catalogue} only in one of
 * several catalogues, each as the request lists it; events that only these have are about one of
 * several that failed while the others go on.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface SearchEvent
        permits ObservationEvent,
                FileEvent,
                SearchEvent.Accepted,
                SearchEvent.TargetResolved,
                SearchEvent.TargetFailed,
                SearchEvent.ServiceFound,
                SearchEvent.ServiceFailed,
                SearchEvent.CatalogueSearched,
                SearchEvent.CatalogueFailed,
                SearchEvent.PlanReady,
                SearchEvent.SearchProgress,
                SearchEvent.UpstreamThrottled,
                SearchEvent.UpstreamDegraded,
                SearchEvent.Ended {

    /** The SSE event name, such as {@code observation.found}. */
    @JsonIgnore
    String type();

    /** Whether it is the last event of its search. */
    @JsonIgnore
    default boolean isTerminal() {
        return false;
    }

    /**
     * Always first: the request as understood, and where the search lives.
     *
     * @param retryOf the search whose failures it runs again, or null
     */
    @RegisterForReflection
    record Accepted(Map<String, Object> request, String href, String retryOf) implements SearchEvent {

        /** A search that stands for itself. */
        public Accepted(Map<String, Object> request, String href) {
            this(request, href, null);
        }

        @Override
        public String type() {
            return "search.accepted";
        }
    }

    /** The name, or the coordinates, became a position. */
    @RegisterForReflection
    record TargetResolved(
            String name,
            String mainName,
            double raDeg,
            double decDeg,
            String resolver,
            List<String> tried,
            boolean cached,
            long ageSeconds,
            String target)
            implements SearchEvent {

        /** The only one. */
        public TargetResolved(
                String name,
                String mainName,
                double raDeg,
                double decDeg,
                String resolver,
                List<String> tried,
                boolean cached,
                long ageSeconds) {
            this(name, mainName, raDeg, decDeg, resolver, tried, cached, ageSeconds, null);
        }

        @Override
        public String type() {
            return "target.resolved";
        }
    }

    /** One of several targets has no position: nothing is searched around it. */
    @RegisterForReflection
    record TargetFailed(String target, Map<String, Object> problem) implements SearchEvent {
        @Override
        public String type() {
            return "target.failed";
        }
    }

    /** The cone search that will be asked. {@code ageSeconds} where a kept answer was used. */
    @RegisterForReflection
    record ServiceFound(
            String ivoid,
            String title,
            String accessUrl,
            String registry,
            boolean cached,
            Long ageSeconds,
            String catalogue)
            implements SearchEvent {

        /** The only one. */
        public ServiceFound(
                String ivoid, String title, String accessUrl, String registry, boolean cached, Long ageSeconds) {
            this(ivoid, title, accessUrl, registry, cached, ageSeconds, null);
        }

        @Override
        public String type() {
            return "service.found";
        }
    }

    /** One of several catalogues has no cone search that can be asked. */
    @RegisterForReflection
    record ServiceFailed(String catalogue, Map<String, Object> problem) implements SearchEvent {
        @Override
        public String type() {
            return "service.failed";
        }
    }

    /**
     * The catalogue's document has been read to its end.
     *
     * @param rows it had, around this target
     * @param refused rows that could not be read, beside {@code rows}
     */
    @RegisterForReflection
    record CatalogueSearched(
            long rows,
            long selected,
            boolean overflow,
            long refused,
            List<ColumnInfo> columns,
            String target,
            String catalogue)
            implements SearchEvent {

        /** The only one. */
        public CatalogueSearched(long rows, long selected, boolean overflow, long refused, List<ColumnInfo> columns) {
            this(rows, selected, overflow, refused, columns, null, null);
        }

        @Override
        public String type() {
            return "catalogue.searched";
        }
    }

    /** One of several cone searches failed; what it had told before is still so. */
    @RegisterForReflection
    record CatalogueFailed(String target, String catalogue, Map<String, Object> problem) implements SearchEvent {
        @Override
        public String type() {
            return "catalogue.failed";
        }
    }

    /**
     * All that a download would fetch.
     *
     * @param bytesHere of the files that are here already
     * @param sources how many files each source would bring
     * @param freeBytes what the disk could take
     */
    @RegisterForReflection
    record PlanReady(
            long observations,
            long files,
            long bytes,
            long bytesUnknownFor,
            long alreadyHere,
            long bytesHere,
            Map<String, Long> sources,
            long freeBytes)
            implements SearchEvent {
        @Override
        public String type() {
            return "plan.ready";
        }
    }

    /**
     * How far the files of a search are.
     *
     * @param filesEnded completed, skipped or failed
     * @param bytes of them and of those under way
     * @param bytesExpected of all whose size is known, if only roughly
     * @param bytesUnknownFor files whose size nobody has said
     * @param bytesPerSecond fetched, over the last seconds
     * @param etaSeconds or null where nothing can be said
     */
    @RegisterForReflection
    record SearchProgress(
            long files,
            long filesEnded,
            long bytes,
            long bytesExpected,
            long bytesUnknownFor,
            long bytesPerSecond,
            Long etaSeconds)
            implements SearchEvent, Signal {
        @Override
        public String type() {
            return "search.progress";
        }

        @Override
        public String about() {
            return "";
        }
    }

    /** A host makes us wait. */
    @RegisterForReflection
    record UpstreamThrottled(String host, String detail, Long retryAfterSeconds) implements SearchEvent {
        @Override
        public String type() {
            return "upstream.throttled";
        }
    }

    /** A host does worse than it should; the search goes on. */
    @RegisterForReflection
    record UpstreamDegraded(String host, String detail) implements SearchEvent {
        @Override
        public String type() {
            return "upstream.degraded";
        }
    }

    /**
     * Always last: the outcome names the event, {@code search.completed} to {@code
     * search.cancelled}.
     */
    @RegisterForReflection
    record Ended(@JsonIgnore Outcome outcome, Tally tally, long millis, Map<String, Object> problem)
            implements SearchEvent {
        @Override
        public String type() {
            return outcome.eventType();
        }

        @Override
        public boolean isTerminal() {
            return true;
        }
    }
}
