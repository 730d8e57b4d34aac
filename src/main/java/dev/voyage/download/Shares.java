package dev.voyage.download;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Gives a file a second name or a second self without writing its bytes again, where the file system can. */
final class Shares {

    private static final Logger LOG = Logger.getLogger(Shares.class);

    /** A clone is made of references; one that takes longer is none. */
    private static final long LONGEST_SECONDS = 60;

    private final Mounting wanted;
    private final Set<String> unable = ConcurrentHashMap.newKeySet();

    Shares(Mounting wanted) {
        this.wanted = wanted;
    }

    /**
     * Blocks.
     *
     * @param target replaced
     * @return whether it is there now; if not, nothing is
     */
    boolean share(Path source, Path target) throws IOException {
        if (wanted == Mounting.COPY || !Files.isRegularFile(source)) {
            return false;
        }
        Files.deleteIfExists(target);
        return (wanted == Mounting.LINK && link(source, target)) || cloned(source, target);
    }

    private boolean link(Path source, Path target) throws IOException {
        return tried("link", source, target, () -> {
            Files.createLink(target, source);
            return true;
        });
    }

    /**
     * By the system's own {@code cp}, which fails at once where it cannot: Java has no call for it
     * before 20, and there one that falls back to copying.
     */
    private boolean cloned(Path source, Path target) throws IOException {
        return tried("clone", source, target, () -> {
            var process = new ProcessBuilder("cp", "--reflink=always", "--", source.toString(), target.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                boolean ended = process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
                return ended && process.exitValue() == 0;
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return false;
            } finally {
                process.destroy();
            }
        });
    }

    private interface Attempted {
        boolean done() throws IOException;
    }

    /** What two file systems cannot do for one file they cannot do for the next. */
    private boolean tried(String what, Path source, Path target, Attempted attempt) throws IOException {
        String pair = what + " " + device(source) + " " + device(target.getParent());
        if (unable.contains(pair)) {
            return false;
        }
        try {
            if (attempt.done()) {
                return true;
            }
        } catch (FileAlreadyExistsException inTheWay) {
            throw inTheWay;
        } catch (IOException | UnsupportedOperationException cannot) {
            LOG.debugf("mounted files are not shared how=%s problem=%s", what, cannot);
        }
        Files.deleteIfExists(target);
        unable.add(pair);
        return false;
    }

    private static Object device(Path path) throws IOException {
        return Files.getAttribute(path, "unix:dev");
    }
}
