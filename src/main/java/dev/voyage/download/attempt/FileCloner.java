package dev.voyage.download.attempt;

import dev.voyage.download.source.MountMode;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Hard-links or clones a file instead of writing its bytes again, if the file system can. */
public final class FileCloner {

    private static final Logger LOG = Logger.getLogger(FileCloner.class);

    /** A clone only writes references; an operation that takes longer is not a clone. */
    private static final long LONGEST_SECONDS = 60;

    private final MountMode wanted;
    private final Set<String> unable = ConcurrentHashMap.newKeySet();

    public FileCloner(MountMode wanted) {
        this.wanted = wanted;
    }

    /**
     * Blocks.
     *
     * @param target replaced
     * @return whether the target exists now; if not, nothing is left there
     */
    boolean share(Path source, Path target) throws IOException {
        if (wanted == MountMode.COPY || !Files.isRegularFile(source)) {
            return false;
        }
        Files.deleteIfExists(target);
        return (wanted == MountMode.LINK && link(source, target)) || cloned(source, target);
    }

    private boolean link(Path source, Path target) throws IOException {
        return tried("link", source, target, () -> {
            Files.createLink(target, source);
            return true;
        });
    }

    /**
     * Uses the system's {@code cp}, which fails at once if it cannot clone: Java has no call for this before 20, and the one
     * since then falls back to copying.
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

    /** An operation that is unsupported between two file systems for one file is unsupported for the next file too. */
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
