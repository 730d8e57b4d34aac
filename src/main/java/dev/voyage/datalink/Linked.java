package dev.voyage.datalink;

import dev.voyage.problem.Problem;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;

/** What became of one observation that was asked for. */
public sealed interface Linked {

    /** The id it was asked under. */
    String observation();

    /** It has directories, at least one; none lies in another. */
    record Found(String observation, List<Directory> directories, List<Other> others) implements Linked {
        public Found {
            directories = List.copyOf(directories);
            others = List.copyOf(others);
            if (directories.isEmpty()) {
                throw new IllegalArgumentException("found without a directory: " + observation);
            }
        }
    }

    /**
     * There is nothing to download, and that is the answer.
     *
     * @param publicDate when it goes or went public, or null where the row does not say
     * @param detail a sentence
     */
    record Unavailable(String observation, Reason reason, LocalDate publicDate, String detail) implements Linked {}

    /** The links could not be had. */
    record Failed(String observation, Problem problem) implements Linked {}

    /**
     * A directory of files.
     *
     * @param url as the document gives it, doubled slashes too; ends in a slash
     * @param bytes what is in it all together, or null where the service does not say
     * @param cloudAccess where else it lies, JSON as the service gives it, or null
     */
    record Directory(URI url, Rule rule, Long bytes, String cloudAccess) {}

    /**
     * A link that is no directory to download, or one inside another. Text that the document does
     * not give is empty.
     *
     * @param url as written; {@code #ID} for a service described in the document
     */
    record Other(String url, String semantics, String contentType, String description) {}
}
