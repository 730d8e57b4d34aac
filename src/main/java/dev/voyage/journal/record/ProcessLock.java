package dev.voyage.journal.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * This process among those that share a data directory: a unique name, and a file {@code NAME.lock} that is locked exactly as
 * long as the process lives.
 */
public final class ProcessLock implements StoreMember {

    private static final String SUFFIX = ".lock";

    /** The life of a search that is not leased. */
    private static final Duration FOREVER = Duration.ofDays(36_500);

    /**
     * Files of this very process. They must not even be opened for a check: closing any channel of a file releases all locks that
     * the process has on it (POSIX fcntl).
     */
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final String id;
    private final FileChannel channel;

    private ProcessLock(Path directory, String id, FileChannel channel) {
        this.directory = directory;
        this.id = id;
        this.channel = channel;
    }

    /**
     * Blocking.
     *
     * @param directory created if missing
     */
    public static ProcessLock in(Path directory, Clock clock) throws IOException {
        Path real = Files.createDirectories(directory).toRealPath();
        String id = new SearchIds(clock).next();
        Path file = real.resolve(id + SUFFIX);
        OURS.add(file);
        var channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        channel.lock();
        return new ProcessLock(real, id, channel);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Optional<Duration> lease() {
        return Optional.empty();
    }

    @Override
    public Duration life() {
        return FOREVER;
    }

    /** The names of all processes that are alive and share this directory; none if it is missing. Blocking. */
    public static List<String> living(Path directory) throws IOException {
        if (Files.notExists(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory.toRealPath())) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .filter(ProcessLock::isLocked)
                    .map(file -> file.getFileName().toString().replace(SUFFIX, ""))
                    .sorted()
                    .toList();
        }
    }

    /** Whether the process of this name is alive. Blocking; removes the file of one that is not. */
    public boolean lives(String other) {
        return isLocked(directory.resolve(other + SUFFIX));
    }

    private static boolean isLocked(Path file) {
        if (OURS.contains(file)) {
            return true;
        }
        try (var theirs = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = theirs.tryLock()) {
            if (lock == null) {
                return true;
            }
            Files.deleteIfExists(file);
            return false;
        } catch (NoSuchFileException gone) {
            return false;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void close() throws IOException {
        Path file = directory.resolve(id + SUFFIX);
        Files.deleteIfExists(file);
        channel.close();
        OURS.remove(file);
    }
}
