package dev.voyage.cli.options;

import dev.voyage.problem.Problem;
import dev.voyage.problem.QuotedText;
import java.nio.file.Files;
import java.nio.file.Path;

/** Places for output, checked before a search is started: it may take hours. */
final class OutputPlace {

    private OutputPlace() {}

    /**
     * A directory that is there, or can be created.
     *
     * @throws Problem {@code BAD_PARAMETER} for {@code to} otherwise
     */
    static void checkDirectory(Path directory) {
        Path there = directory.toAbsolutePath().normalize();
        while (!Files.exists(there)) {
            there = there.getParent();
        }
        if (!isWritableDirectory(there)) {
            throw Problem.badParameter(
                    "to", "--to must be a directory that can be written, and " + quoted(there) + " is none");
        }
    }

    /**
     * A file that can be created or replaced.
     *
     * @throws Problem {@code BAD_PARAMETER} for {@code output} otherwise
     */
    static void checkFile(Path file) {
        Path whole = file.toAbsolutePath().normalize();
        if (Files.isDirectory(whole)) {
            throw Problem.badParameter("output", "--output must be a file, and " + quoted(whole) + " is a directory");
        } else if (!isWritableDirectory(whole.getParent())) {
            throw Problem.badParameter(
                    "output",
                    "--output must be in a directory that can be written, and " + quoted(whole.getParent())
                            + " is none");
        }
    }

    private static boolean isWritableDirectory(Path path) {
        return path != null && Files.isDirectory(path) && Files.isWritable(path);
    }

    private static String quoted(Path path) {
        return QuotedText.of(path.toString());
    }
}
