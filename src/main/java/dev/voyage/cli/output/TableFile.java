package dev.voyage.cli.output;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.UUID;

/** The place of a table or an export: a file that appears whole or not at all, a pipe, or standard output. */
public final class TableFile {

    private TableFile() {}

    /** Writes the contents. */
    public interface Writing {
        void to(OutputStream out) throws IOException;
    }

    /** As {@link #write(String, Optional, OutputStream, Writing)}, of a table. */
    public static void write(Optional<Path> file, OutputStream standard, Writing writing) {
        write("the table", file, standard, writing);
    }

    /**
     * @param contents their name for a message: {@code the table}
     * @param file empty for standard output
     * @param standard used without a file; not closed
     * @throws Problem {@code STORAGE} if the disk does not take it
     */
    public static void write(String contents, Optional<Path> file, OutputStream standard, Writing writing) {
        Path target = file.map(Path::toAbsolutePath).orElse(null);
        try {
            if (target == null) {
                writing.to(standard);
                standard.flush();
            } else if (Files.exists(target) && !Files.isRegularFile(target)) {
                try (OutputStream out = Files.newOutputStream(target)) { // a pipe or device, not to be replaced
                    writing.to(out);
                }
            } else {
                whole(target, writing);
            }
        } catch (IOException disk) {
            String place = target == null ? "standard output" : QuotedText.of(target.toString());
            throw Problem.of(ProblemType.STORAGE, "could not write " + contents + " to " + place, disk);
        }
    }

    private static void whole(Path target, Writing writing) throws IOException {
        Path temporary = target.resolveSibling(".voyage-" + UUID.randomUUID());
        try {
            try (var out = new FileOutputStream(temporary.toFile())) {
                writing.to(out);
                out.getFD().sync(); // a copy of a store may be all that is left of it
            }
            Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
