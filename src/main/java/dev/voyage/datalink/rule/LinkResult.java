package dev.voyage.datalink.rule;

import dev.voyage.problem.Problem;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;

/** The result for one observation of a request; or links that were lost besides. */
public sealed interface LinkResult {

    /** The id of the observation in the request; null in a {@code Gap} that may concern any observation. */
    String observation();

    /** Calls the function for this case. */
    <R> R match(
            Function<Found, R> found,
            Function<Unavailable, R> unavailable,
            Function<Failed, R> failed,
            Function<Gap, R> gap);

    /** A normalized address for comparisons only, without differences in scheme, fragment and doubled slashes. */
    static String place(URI url) {
        return DirectoryLinks.place(url);
    }

    /**
     * There is something to fetch: at least one directory, none of which is inside another, or a link to a file.
     *
     * @param others every link that is not one of the directories, including those to files that are fetched
     * @param gaps wanted links that could not be used, as sentences
     */
    record Found(String observation, List<Directory> directories, List<Other> others, List<String> gaps)
            implements LinkResult {
        public Found {
            directories = List.copyOf(directories);
            others = List.copyOf(others);
            gaps = List.copyOf(gaps);
            if (directories.isEmpty() && others.stream().noneMatch(Other::fetch)) {
                throw new IllegalArgumentException("found without a directory or a file: " + observation);
            }
        }

        /** A result without gaps. */
        public Found(String observation, List<Directory> directories, List<Other> others) {
            this(observation, directories, others, List.of());
        }

        /** The links to files that are fetched, including those inside one of its directories. */
        public List<Other> files() {
            return others.stream().filter(Other::fetch).toList();
        }

        /** Whether an address is inside one of the directories. */
        public boolean isInside(URI url) {
            return dev.voyage.datalink.rule.DirectoryLinks.isInside(url, directories);
        }

        @Override
        public <R> R match(
                Function<Found, R> found,
                Function<Unavailable, R> unavailable,
                Function<Failed, R> failed,
                Function<Gap, R> gap) {
            return found.apply(this);
        }
    }

    /**
     * There is nothing to download, and this is the final answer.
     *
     * @param publicDate when it becomes or became public, or null if the row has no date
     * @param detail a sentence
     * @param others its links, none of which is fetched
     */
    record Unavailable(
            String observation, UnavailableReason reason, LocalDate publicDate, String detail, List<Other> others)
            implements LinkResult {
        public Unavailable {
            others = List.copyOf(others);
        }

        /** Whether all its links have semantics in the terms of DataLink. */
        public boolean isUnderstood() {
            return !others.isEmpty()
                    && others.stream().allMatch(other -> LinkTerms.isCore(LinkTerms.of(other.semantics())));
        }

        @Override
        public <R> R match(
                Function<Found, R> found,
                Function<Unavailable, R> unavailable,
                Function<Failed, R> failed,
                Function<Gap, R> gap) {
            return unavailable.apply(this);
        }
    }

    /** The links could not be retrieved. */
    record Failed(String observation, Problem problem) implements LinkResult {
        @Override
        public <R> R match(
                Function<Found, R> found,
                Function<Unavailable, R> unavailable,
                Function<Failed, R> failed,
                Function<Gap, R> gap) {
            return failed.apply(this);
        }
    }

    /**
     * Links were lost that an earlier {@code Found} may lack: the results cannot be called complete.
     *
     * @param observation null if it is not known which observation they belong to
     * @param host the host of the incomplete answer
     * @param detail a sentence
     */
    record Gap(String observation, String host, String detail) implements LinkResult {
        @Override
        public <R> R match(
                Function<Found, R> found,
                Function<Unavailable, R> unavailable,
                Function<Failed, R> failed,
                Function<Gap, R> gap) {
            return gap.apply(this);
        }
    }

    /**
     * A directory of files.
     *
     * @param url as the document gives it, doubled slashes too; ends in a slash
     * @param bytes the total size of its content, or null if the service gives none
     * @param cloudAccess a second location, JSON as the service gives it, or null
     */
    record Directory(URI url, DirectoryRule rule, Long bytes, String cloudAccess) {}

    /**
     * A link that is not a directory to download, or one inside another. Text that the document does not give is empty.
     *
     * @param url as written; {@code #ID} for a service described in the document
     * @param bytes its size according to the service, or null; a hint, like the type
     * @param cloudAccess a second location, JSON as the service gives it, or null
     * @param qualifier the kind of content, from {@code content_qualifier}
     * @param local its meaning at this archive, from {@code local_semantics}
     * @param fetch whether it is a file to fetch
     */
    record Other(
            String url,
            String semantics,
            String contentType,
            String description,
            Long bytes,
            String cloudAccess,
            String qualifier,
            String local,
            boolean fetch) {

        /** The same link, to be fetched. */
        Other fetched() {
            return new Other(url, semantics, contentType, description, bytes, cloudAccess, qualifier, local, true);
        }
    }
}
