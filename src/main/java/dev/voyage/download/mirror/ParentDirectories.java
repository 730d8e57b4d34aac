package dev.voyage.download.mirror;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Creates missing directories of a mirror. The path to a directory that was just checked is not checked again for a moment, only
 * the directory itself: files arrive by the hundred.
 */
final class ParentDirectories {

    private static final Duration MOMENT = Duration.ofSeconds(1);
    private static final int MOST = 1000;

    private final Path root;
    private final DirectorySync forces;
    private final Cache<Path, Boolean> checked;

    ParentDirectories(Path root, DirectorySync forces, LongSupplier nanoClock) {
        this.root = root;
        this.forces = forces;
        this.checked = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(MOMENT)
                .ticker(nanoClock::getAsLong)
                .executor(Runnable::run)
                .build();
    }

    /**
     * Creates a directory and those above it, and makes them durable.
     *
     * @throws Problem {@code UNSAFE_NAME} when one of them is a symbolic link, wherever it leads
     */
    void make(Path directory) throws IOException {
        if (checked.getIfPresent(directory) != null && Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.createDirectories(root);
        Path below = root;
        for (Path name : root.relativize(directory)) {
            below = step(below, name);
        }
        checked.put(directory, true);
    }

    private Path step(Path above, Path name) throws IOException {
        Path directory = above.resolve(name);
        if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            try {
                Files.createDirectory(directory);
                forces.force(above);
            } catch (FileAlreadyExistsException anotherWasFaster) {
                // checked below like any other
            }
        }
        if (Files.isSymbolicLink(directory)) {
            throw Problem.of(
                    ProblemType.UNSAFE_NAME,
                    "a directory of the mirror is a symbolic link: "
                            + QuotedText.of(root.relativize(directory).toString()));
        }
        return directory;
    }
}
