package dev.voyage.download.mirror;

import dev.voyage.problem.Problem;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** Removes files from the mirror; blocks. Hard links to them elsewhere, such as in the directory of a user, stay. */
public final class MirrorEraser {

    private final Mirror mirror;
    private final FileLocks claims;

    public MirrorEraser(Mirror mirror, FileLocks claims) {
        this.mirror = mirror;
        this.claims = claims;
    }

    /**
     * Removes a file and the part of it that an earlier transfer left. The removal is durable after {@link #force}.
     *
     * @param name of {@link Mirror#nameOf}
     * @param place of that name
     * @return the bytes of the file, 0 if there was none; empty if it stays, because another process is writing it or its
     *     directory leads out of the mirror
     */
    public Optional<Long> erase(String name, Path place) throws IOException {
        try {
            if (!isInside(place.getParent())) {
                return Optional.empty();
            }
        } catch (NoSuchFileException noDirectory) {
            return Optional.of(0L);
        }
        try (FileLock ours = claims.claim(name)) {
            PartNames names = PartNames.of(place);
            for (Path unfinished : new Path[] {names.part(), names.metadata(), names.beside()}) {
                Files.deleteIfExists(unfinished);
            }
            return ours.isValid() ? erased(place) : Optional.empty();
        } catch (Problem anotherProcess) {
            return Optional.empty();
        }
    }

    private static Optional<Long> erased(Path place) throws IOException {
        try {
            var seen = Files.readAttributes(place, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (seen.isDirectory()) {
                return Optional.empty();
            }
            Files.delete(place);
            return Optional.of(seen.size());
        } catch (NoSuchFileException gone) {
            return Optional.of(0L);
        }
    }

    /** No directory on the way is a symbolic link: the file is where its name says. */
    private boolean isInside(Path directory) throws IOException {
        Path root = mirror.root();
        return directory.toRealPath().equals(root.toRealPath().resolve(root.relativize(directory)));
    }

    /** Makes the removals in a directory durable. */
    public void force(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            mirror.force(directory);
        }
    }
}
