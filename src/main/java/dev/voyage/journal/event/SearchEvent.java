package dev.voyage.journal.event;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;

/**
 * One line of a search's journal, as clients see it: each record is one {@link EventType}, its components are the JSON fields.
 * They are API: add, never rename. A null component is left out of the JSON; inside {@code row} nulls stay. {@code problem} holds
 * {@code Problem.members()}. {@code target} is present only in a search of several targets and {@code catalogue} only in one of
 * several catalogues, each as the request lists it; events that exist only in such searches report that one of several failed
 * while the others continue.
 */
@RegisterForReflection // a native image sees the annotations of registered types only, including inherited ones
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
                SearchEvent.CatalogueSkipped,
                SearchEvent.CatalogueFailed,
                SearchEvent.PlanReady,
                SearchEvent.SearchProgress,
                SearchEvent.UpstreamThrottled,
                SearchEvent.UpstreamDegraded,
                SearchEvent.Ended {

    /** The SSE event name, such as {@code observation.found}. */
    @JsonIgnore
    default String type() {
        return EventType.of(this).word();
    }

    /** Calls the method of this type of event. */
    <R> R accept(EventVisitor<R> visitor);

    /** Whether it is the last event of its search. */
    @JsonIgnore
    default boolean isTerminal() {
        return false;
    }

    /**
     * Always first: the request as understood, and the address of the search.
     *
     * @param retryOf the search that this one retries, or null
     */
    @RegisterForReflection
    record Accepted(Map<String, Object> request, String href, String retryOf) implements SearchEvent {

        /** A search that is not a retry. */
        public Accepted(Map<String, Object> request, String href) {
            this(request, href, null);
        }

        @Override
        public <R> R accept(EventVisitor<R> visitor) {
            return visitor.accepted(this);
        }
    }

    /** A name or coordinates were resolved to a position. */
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
        @Override
        public <R> R accept(EventVisitor<R> visitor) {
            return visitor.resolved(this);
        }
    }

    /** One of several targets has no position: nothing is searched around it. */
    @RegisterForReflection
    record TargetFailed(String target, Map<String, Object> problem) implements SearchEvent {
        @Override
        public <R> R accept(EventVisitor<R> visitor) {
            return visitor.failed(this);
        }
    }

    /**
     * The service to be queried. {@code ageSeconds} if a cached answer was used.
     *
     * @param via {@code cone}, {@code tap}, {@code sia} or {@code ssa}, how its rows are requested; null in events of earlier versions
     * @param reason why in this way
     * @param tap the table of the TAP service; null if it is not used
     * @param version of the cone search protocol: {@code 2} or {@code 1.1}; null for version 1.03
     * @param table the TABLE parameter of the cone searches; null if they have none
     * @param coverage the part of the sky that the catalogue covers, as a MOC in ASCII with cells of a degree or more; null if not known
     */
    @RegisterForReflection
    record ServiceFound(
            String ivoid,
            String title,
            String accessUrl,
            String registry,
            boolean cached,
            Long ageSeconds,
            String catalogue,
            String via,
            String reason,
            String tap,
            String version,
            String table,
            String coverage)
            implements SearchEvent {

        /** For a single catalogue, as earlier versions have it. */
        public ServiceFound(
                String ivoid, String title, String accessUrl, String registry, boolean cached, Long ageSeconds) {
            this(ivoid, title, accessUrl, registry, cached, ageSeconds, null, null, null, null, null, null, null);
        }

        @Override
        public <R> R accept(EventVisitor<R> visitor) {
            return visitor.found(this);
        }
    }

    /** One of several catalogues has no usable service. */
    @RegisterForReflection
    record ServiceFailed(String catalogue, Map<String, Object> problem) implements SearchEvent {
        @Override
        public <R> R accept(EventVisitor<R> visitor) {
            return visitor.failed(this);
        }
    }

    /**
     * The catalogue's document has been read to its end.
     *
     * @param rows its rows around this target
     * @param refused rows that could not be read, in addition to {@code rows}
     * @param outsideRadius the number of rows not selected because they lie outside the radius; null if there are none
     * @param withoutPosition the number of rows without a position, for which it is unknown whether they lie within the radius;
     *     null if there are none
     * @param sharedIds the number of rows with the id of another row but different content; null if there are none
     * @param unreadable cells that could not be read and count as missing, one entry per column
     * @param tables further tables of the document that have rows, which are not read; null in events of earlier versions
     * @param via {@code tap} if its rows are from a query by TAP, {@code sia} or {@code ssa} if from a search for images or
     *     spectra; null if they are from a cone search
     */
    @RegisterForReflection
    record CatalogueSearched(
            long rows,
            long selected,
            boolean overflow,
            long refused,
            List<ColumnInfo> columns,
            List<UnreadableColumn> unreadable,
            Long tables,
            String target,
            String catalogue,
            Long outsideRadius,
            Long withoutPosition,
            Long sharedIds,
            String via)
            implements SearchEvent {

        /** For a single catalogue with all cells readable. */
        public CatalogueSearched(long rows, long selected, boolean overflow, long refused, List<ColumnInfo> columns) {
            this(rows, selected, overflow, refused, columns, List.of(), 0L, null, null, null, null, null, null);
        }

        @Override
        public <R> R accept(EventVisitor<R> visitor) {
            return visitor.searched(this);
        }
    }

    /** A catalogue is not searched around a target. */
    @RegisterForReflection
    record CatalogueSkipped(String reason, String target, String catalogue) implements SearchEvent {

        /** The target lies outside the coverage that the registry gives for the catalogue. */
        public static final String OUTSIDE_COVERAGE = "outside-coverage";

        @Override
        public <R> R accept(EventVisitor<R> visitor) {
            return visitor.skipped(this);
        }
    }

    /** One of several cone searches failed; its earlier events remain valid. */
    @RegisterForReflection
    record CatalogueFailed(String target, String catalogue, Map<String, Object> problem) implements SearchEvent {
        @Override
        public <R> R accept(EventVisitor<R> visitor) {
            return visitor.failed(this);
        }
    }

    /**
     * The total of a plan: all files that a download would fetch.
     *
     * @param bytesHere size of the files that are already in the mirror
     * @param sources number of files per source
     * @param freeBytes number of bytes the disk can take
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
        public <R> R accept(EventVisitor<R> visitor) {
            return visitor.ready(this);
        }
    }

    /**
     * The progress of a search's files.
     *
     * @param files found, without those that the patterns exclude
     * @param filesEnded completed, skipped as unchanged or duplicate, or failed
     * @param bytes of them and of those in progress
     * @param bytesExpected of all with a known size, even if approximate
     * @param bytesUnknownFor number of files of unknown size
     * @param bytesPerSecond fetched, over the last seconds
     * @param etaSeconds or null if it cannot be estimated
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
            implements SearchEvent, TransientEvent {

        @Override
        public <R> R accept(EventVisitor<R> visitor) {
            return visitor.progress(this);
        }
    }

    /** A host delays voyage's requests. */
    @RegisterForReflection
    record UpstreamThrottled(String host, String detail, Long retryAfterSeconds) implements SearchEvent {
        @Override
        public <R> R accept(EventVisitor<R> visitor) {
            return visitor.throttled(this);
        }
    }

    /**
     * A host does not work as it should; the search continues.
     *
     * @param incomplete true if data is missing because of it, so that the search ends as partial; else null
     */
    @RegisterForReflection
    record UpstreamDegraded(String host, String detail, Boolean incomplete) implements SearchEvent {

        /** Without missing data. */
        public UpstreamDegraded(String host, String detail) {
            this(host, detail, null);
        }

        @Override
        public <R> R accept(EventVisitor<R> visitor) {
            return visitor.degraded(this);
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

        /** The same with another outcome, which appears only in the event's name. */
        Ended as(Outcome named) {
            return new Ended(named, tally, millis, problem);
        }

        @Override
        public <R> R accept(EventVisitor<R> visitor) {
            return visitor.ended(this);
        }
    }
}
