package dev.voyage.cli;

import dev.voyage.download.shelf.DirectoryShelf;
import dev.voyage.download.shelf.FileShelf;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import dev.voyage.search.FileOnDisk;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.UUID;

/**
 * Places finished files in a directory of the user: as hard links, or copies if that is another file system. A file appears whole
 * or not at all; an existing one with the same bytes is left alone.
 */
final class OutputDirectory {

    private final Path directory;
    private final FileShelf shelf;

    OutputDirectory(Path directory, FileShelf shelf) {
        this.shelf = shelf;
        this.directory = directory.toAbsolutePath().normalize();
    }

    Path directory() {
        return directory;
    }

    /**
     * Puts the file at this path below the directory.
     *
     * @param path with slashes, as in the search's manifest
     * @return the resulting path
     * @throws Problem {@code UNSAFE_NAME} when the path would leave the directory, {@code STORAGE} when the disk cannot take it
     */
    Path place(FileOnDisk file, String path) {
        Path target = target(path);
        try {
            if (isThere(file, target)) {
                return target;
            }
            Files.createDirectories(target.getParent());
            Path temporary = target.resolveSibling(".voyage-" + UUID.randomUUID());
            try {
                bring(file, temporary);
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(temporary);
            }
            return target;
        } catch (IOException disk) {
            throw Problem.of(
                    ProblemType.STORAGE,
                    "could not put " + QuotedText.of(path) + " into " + QuotedText.of(directory.toString()),
                    disk);
        }
    }

    private Path target(String path) {
        try {
            Path target = directory;
            for (String name : path.split("/", -1)) {
                if (name.isEmpty() || name.equals(".") || name.equals("..") || hasControl(name)) {
                    throw unsafe(path);
                }
                target = target.resolve(name);
            }
            if (!target.normalize().equals(target) || !target.startsWith(directory)) {
                throw unsafe(path);
            }
            return target;
        } catch (InvalidPathException notHere) {
            throw unsafe(path);
        }
    }

    private static boolean hasControl(String name) {
        return name.chars().anyMatch(Character::isISOControl);
    }

    private static Problem unsafe(String path) {
        return Problem.of(ProblemType.UNSAFE_NAME, "not a path that may become a file: " + QuotedText.of(path));
    }

    private boolean isThere(FileOnDisk file, Path target) throws IOException {
        if (!Files.isRegularFile(target) || !(shelf instanceof DirectoryShelf)) {
            return false;
        }
        return Files.isSameFile(file.path(), target) || Files.mismatch(file.path(), target) < 0;
    }

    private void bring(FileOnDisk file, Path target) throws IOException {
        if (shelf instanceof DirectoryShelf) {
            linkOrCopy(file.path(), target);
            return;
        }
        try (var stored = Channels.newInputStream(shelf.open(file.kept()))) {
            Files.copy(stored, target);
        }
        if (file.modified() != null) {
            Files.setLastModifiedTime(target, FileTime.from(file.modified()));
        }
    }

    private static void linkOrCopy(Path source, Path target) throws IOException {
        try {
            Files.createLink(target, source);
        } catch (IOException | UnsupportedOperationException anotherDisk) {
            Files.copy(source, target, StandardCopyOption.COPY_ATTRIBUTES);
        }
    }
}
