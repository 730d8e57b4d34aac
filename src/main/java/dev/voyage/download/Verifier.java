package dev.voyage.download;

import dev.voyage.download.mirror.BlockingExecutor;
import dev.voyage.download.verify.FileVerdict;
import dev.voyage.download.verify.StreamInspection;
import dev.voyage.problem.QuotedText;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/** Checks that files in the mirror are still the ones that were stored there; makes no request to an archive. */
public final class Verifier {

    private final Executor disk;

    /** @param disk runs all blocking file operations */
    public Verifier(Executor disk) {
        this.disk = disk;
    }

    /**
     * Reads one file once. The size is checked first, and a file of another size is not read; then its gzip structure; then its
     * hash, which also accepts a file with FITS structure or checksums that were already wrong at the archive; then whether it
     * begins as its name promises. Cancelling stops the reading.
     *
     * @param place a symbolic link here is not followed
     * @param bytes the size it had
     * @param sha256 the hash it had, in lower case
     * @return one verdict; never fails, whatever is on the disk
     */
    public Uni<FileVerdict> verify(Path place, long bytes, String sha256) {
        return Uni.createFrom().deferred(() -> {
            var over = new AtomicBoolean();
            return Uni.createFrom()
                    .item(() -> verdict(place, bytes, sha256, over))
                    .runSubscriptionOn(disk)
                    .onCancellation()
                    .invoke(() -> over.set(true));
        });
    }

    private static FileVerdict verdict(Path place, long bytes, String sha256, AtomicBoolean over) {
        try {
            return looked(place, bytes, sha256, over);
        } catch (NoSuchFileException none) {
            return new FileVerdict.Missing();
        } catch (IOException unreadable) {
            return new FileVerdict.Unreadable("the disk says: " + QuotedText.of(BlockingExecutor.reason(unreadable)));
        }
    }

    private static FileVerdict looked(Path place, long bytes, String sha256, AtomicBoolean over) throws IOException {
        var found = Files.readAttributes(place, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!found.isRegularFile()) {
            return new FileVerdict.Unreadable("it is no regular file");
        } else if (found.size() != bytes) {
            return otherSize(found.size(), bytes);
        }
        StreamInspection seen = StreamInspection.of(place, over::get);
        return seen.bytes() == bytes
                ? judged(seen, place, sha256)
                : otherSize(seen.bytes(), bytes); // it changed during the check
    }

    private static FileVerdict otherSize(long found, long expected) {
        return found < expected ? new FileVerdict.TooShort(found, expected) : new FileVerdict.TooLong(found, expected);
    }

    private static FileVerdict judged(StreamInspection seen, Path place, String sha256) {
        if (!seen.sha256().equals(sha256)) {
            return new FileVerdict.Corrupt(seen.gzipFault()
                    .or(seen::fitsFault)
                    .or(seen::checksumFault)
                    .orElseGet(() -> "its SHA-256 is " + seen.sha256() + " and not " + sha256));
        }
        Optional<String> unlike = seen.unlike(place, true);
        if (unlike.isPresent()) {
            return new FileVerdict.Corrupt(unlike.get());
        }
        var verified = new ArrayList<String>();
        verified.add("size");
        verified.addAll(seen.verified());
        verified.add("sha256");
        return new FileVerdict.Right(verified);
    }
}
