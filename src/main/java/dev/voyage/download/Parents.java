package dev.voyage.download;

import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import dev.voyage.problem.Quoted;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The directories of a mirror, made where they are missing. The way to one that was looked at is
 * not looked at again for a moment, only itself: files come by the hundred.
 */
final class Parents {

    private static final long MOMENT = Duration.ofSeconds(1).toNanos();
    private static final int MOST = 1000;

    private final Path root;
    private final Forces forces;
    private final LongSupplier nanoClock;
    private final Map<Path, Long> looked = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Long> eldest) {
            return size() > MOST;
        }
    };

    Parents(Path root, Forces forces, LongSupplier nanoClock) {
        this.root = root;
        this.forces = forces;
        this.nanoClock = nanoClock;
    }

    /**
     * Makes a directory and those above it, and makes them durable.
     *
     * @throws Problem {@code UNSAFE_NAME} when one of them is a symbolic link, wherever it leads
     */
    void make(Path directory) throws IOException {
        long now = nanoClock.getAsLong();
        if (wasLookedAt(directory, now) && Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.createDirectories(root);
        Path below = root;
        for (Path name : root.relativize(directory)) {
            below = step(below, name);
        }
        synchronized (looked) {
            looked.put(directory, now);
        }
    }

    private boolean wasLookedAt(Path directory, long now) {
        synchronized (looked) {
            Long last = looked.get(directory);
            return last != null && now - last < MOMENT;
        }
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
                    Kind.UNSAFE_NAME,
                    "a directory of the mirror is a symbolic link: "
                            + Quoted.of(root.relativize(directory).toString()));
        }
        return directory;
    }
}
