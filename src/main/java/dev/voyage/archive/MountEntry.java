package dev.voyage.archive;

import dev.voyage.problem.Problem;
import java.net.URI;

/** What one name in a mounted directory turns out to be. */
sealed interface MountEntry {

    record Regular(MountPage.Found found) implements MountEntry {}

    /**
     * @param isLink to be walked after everything that is none
     */
    record Below(MountedDirectory directory, boolean isLink) implements MountEntry {}

    record Refused(String name, Href.Reason reason) implements MountEntry {}

    /** The disk failed on it: not to be passed over, since it may be a file. */
    record Unreadable(URI url, Problem problem) implements MountEntry {}
}
