package dev.voyage.archive.mount;

import dev.voyage.archive.index.Href;
import dev.voyage.problem.Problem;
import java.net.URI;
import java.util.function.Function;

/** The classification of one name in a mounted directory. */
sealed interface MountEntry {

    /** Calls the function for this case. */
    <R> R match(
            Function<Regular, R> regular,
            Function<Below, R> below,
            Function<Refused, R> refused,
            Function<Unreadable, R> unreadable);

    record Regular(MountPage.Found found) implements MountEntry {
        @Override
        public <R> R match(
                Function<Regular, R> regular,
                Function<Below, R> below,
                Function<Refused, R> refused,
                Function<Unreadable, R> unreadable) {
            return regular.apply(this);
        }
    }

    /**
     * @param isLink symbolic links are walked after everything else
     */
    record Below(MountedDirectory directory, boolean isLink) implements MountEntry {
        @Override
        public <R> R match(
                Function<Regular, R> regular,
                Function<Below, R> below,
                Function<Refused, R> refused,
                Function<Unreadable, R> unreadable) {
            return below.apply(this);
        }
    }

    record Refused(String name, Href.Reason reason) implements MountEntry {
        @Override
        public <R> R match(
                Function<Regular, R> regular,
                Function<Below, R> below,
                Function<Refused, R> refused,
                Function<Unreadable, R> unreadable) {
            return refused.apply(this);
        }
    }

    /** The disk failed to read it: not to be skipped silently, since it may be a file. */
    record Unreadable(URI url, Problem problem) implements MountEntry {
        @Override
        public <R> R match(
                Function<Regular, R> regular,
                Function<Below, R> below,
                Function<Refused, R> refused,
                Function<Unreadable, R> unreadable) {
            return unreadable.apply(this);
        }
    }
}
