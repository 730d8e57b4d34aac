package dev.voyage.journal;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One line of a search's journal, as clients see it: each record is one event type, its components
 * are the JSON fields. Names and fields are API: add, never rename. A null component is left out of
 * the JSON; inside {@code row} nulls stay. {@code problem} is what {@code Problem.members()} gives.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface SearchEvent {

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
            long ageSeconds)
            implements SearchEvent {
        @Override
        public String type() {
            return "target.resolved";
        }
    }

    /** The cone search that will be asked. {@code ageSeconds} where a kept answer was used. */
    @RegisterForReflection
    record ServiceFound(String ivoid, String title, String accessUrl, String registry, boolean cached, Long ageSeconds)
            implements SearchEvent {
        @Override
        public String type() {
            return "service.found";
        }
    }

    /** One row of the catalogue, the moment it is parsed. */
    @RegisterForReflection
    record ObservationFound(
            String observation,
            Double raDeg,
            Double decDeg,
            Double offsetArcmin,
            boolean selected,

            @JsonInclude(content = JsonInclude.Include.ALWAYS)
            Map<String, Object> row)
            implements SearchEvent {
        @Override
        public String type() {
            return "observation.found";
        }
    }

    /**
     * The catalogue's document has been read to its end.
     *
     * @param refused rows that could not be read, beside {@code rows}
     */
    @RegisterForReflection
    record CatalogueSearched(long rows, long selected, boolean overflow, long refused, List<ColumnInfo> columns)
            implements SearchEvent {
        @Override
        public String type() {
            return "catalogue.searched";
        }
    }

    /** Where an observation's files lie, and what else is linked. */
    @RegisterForReflection
    record ObservationLinked(String observation, List<DirectoryLink> directories, List<OtherLink> others)
            implements SearchEvent {
        @Override
        public String type() {
            return "observation.linked";
        }
    }

    /**
     * There is nothing to fetch.
     *
     * @param reason {@code proprietary}, {@code not-observed}, {@code no-link} or {@code fault}
     * @param publicDate ISO date, where known
     */
    @RegisterForReflection
    record ObservationUnavailable(String observation, String reason, String publicDate, String detail)
            implements SearchEvent {
        @Override
        public String type() {
            return "observation.unavailable";
        }
    }

    /** Links could not be looked up or a directory not be read; the other observations go on. */
    @RegisterForReflection
    record ObservationFailed(String observation, Map<String, Object> problem, long files, long bytes, long failed)
            implements SearchEvent {
        @Override
        public String type() {
            return "observation.failed";
        }
    }

    /** One directory has been read, below a linked one or that itself. */
    @RegisterForReflection
    record DirectoryListed(String observation, String url, int files, int directories, List<RefusedEntry> refused)
            implements SearchEvent {
        @Override
        public String type() {
            return "directory.listed";
        }
    }

    /** A file was listed; {@code bytes} only where known exactly. */
    @RegisterForReflection
    record FileFound(String observation, String file, String url, Long bytes, Instant modified) implements SearchEvent {
        @Override
        public String type() {
            return "file.found";
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

    /** A try of one file begins. */
    @RegisterForReflection
    record FileStarted(String file, String source, int attempt, long resumedFrom) implements SearchEvent {
        @Override
        public String type() {
            return "file.started";
        }
    }

    /** Signalled to live readers, never stored: no seq. The latest about something replaces those before. */
    sealed interface Signal {

        /** As {@link SearchEvent#type}. */
        String type();

        /** What it is about, among the signals of a search. */
        @JsonIgnore
        String about();
    }

    /** How far one file is. */
    @RegisterForReflection
    record FileProgress(String file, long bytes, Long total, long bytesPerSecond) implements SearchEvent, Signal {
        @Override
        public String type() {
            return "file.progress";
        }

        @Override
        public String about() {
            return file;
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

    /** A file is here, whole and verified. */
    @RegisterForReflection
    record FileCompleted(
            String file,
            long bytes,
            String sha256,
            Instant modified,
            String source,
            String reason,
            List<String> verified,
            long millis,
            int attempts)
            implements SearchEvent {
        @Override
        public String type() {
            return "file.completed";
        }
    }

    /**
     * A file needs no fetching.
     *
     * @param reason {@code unchanged}, {@code excluded} or {@code duplicate}
     * @param bytes of an unchanged file, as are {@code sha256} and {@code modified}: it is here
     */
    @RegisterForReflection
    record FileSkipped(String file, String reason, Long bytes, String sha256, Instant modified) implements SearchEvent {

        /** Skipped without being here. */
        public FileSkipped(String file, String reason) {
            this(file, reason, null, null, null);
        }

        @Override
        public String type() {
            return "file.skipped";
        }
    }

    /** A try of one file failed; final unless {@code willRetry}. */
    @RegisterForReflection
    record FileFailed(String file, Map<String, Object> problem, boolean willRetry) implements SearchEvent {
        @Override
        public String type() {
            return "file.failed";
        }
    }

    /** Every file of the observation has ended; {@code failed} of them are not here. */
    @RegisterForReflection
    record ObservationCompleted(String observation, long files, long bytes, long failed) implements SearchEvent {
        @Override
        public String type() {
            return "observation.completed";
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

    /** One column of the catalogue. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ColumnInfo(String name, String datatype, String arraysize, String unit, String ucd, String description) {}

    /**
     * A directory, and the rule that took the link for one.
     *
     * @param cloudAccess where else it lies, as the service says it, or null
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DirectoryLink(String url, String rule, Long bytes, String cloudAccess) {

        /** One that lies nowhere else. */
        public DirectoryLink(String url, String rule, Long bytes) {
            this(url, rule, bytes, null);
        }
    }

    /** A link that is no directory. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OtherLink(String url, String semantics, String contentType, String description) {}

    /** An entry of an index page that was not taken, and why. */
    @RegisterForReflection
    record RefusedEntry(String text, String reason) {}
}
