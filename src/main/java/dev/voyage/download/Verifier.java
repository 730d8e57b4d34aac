package dev.voyage.download;

import dev.voyage.problem.Quoted;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/** Looks whether files in their places are still what was put there; asks no archive. */
public final class Verifier {

    private final Executor disk;

    /**
     * @param disk where everything that blocks is run
     */
    public Verifier(Executor disk) {
        this.disk = disk;
    }

    /**
     * Reads one file once. Its size is looked at first, and a file of another size is not read; then
     * its gzip structure; then its hash, which also speaks for a file whose FITS structure or sums
     * were wrong at the archive already. Cancelling ends the reading.
     *
     * @param place a link here is not followed
     * @param bytes the size it had
     * @param sha256 the hash it had, in lower case
     * @return one verdict; never fails for what is on the disk
     */
    public Uni<Verdict> verify(Path place, long bytes, String sha256) {
        return Uni.createFrom().deferred(() -> {
            var over = new AtomicBoolean();
            return Uni.createFrom()
                    .item(() -> verdict(place, bytes, sha256, over))
                    .runSubscriptionOn(disk)
                    .onCancellation()
                    .invoke(() -> over.set(true));
        });
    }

    private static Verdict verdict(Path place, long bytes, String sha256, AtomicBoolean over) {
        try {
            return looked(place, bytes, sha256, over);
        } catch (NoSuchFileException none) {
            return new Verdict.Missing();
        } catch (IOException unreadable) {
            return new Verdict.Unreadable("the disk says: " + Quoted.of(Disk.reason(unreadable)));
        }
    }

    private static Verdict looked(Path place, long bytes, String sha256, AtomicBoolean over) throws IOException {
        var found = Files.readAttributes(place, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!found.isRegularFile()) {
            return new Verdict.Unreadable("it is no regular file");
        } else if (found.size() != bytes) {
            return otherSize(found.size(), bytes);
        }
        Inspection seen = Inspection.of(place, over::get);
        return seen.bytes() == bytes ? judged(seen, sha256) : otherSize(seen.bytes(), bytes); // it changed meanwhile
    }

    private static Verdict otherSize(long found, long expected) {
        return found < expected ? new Verdict.TooShort(found, expected) : new Verdict.TooLong(found, expected);
    }

    private static Verdict judged(Inspection seen, String sha256) {
        if (!seen.sha256().equals(sha256)) {
            return new Verdict.Corrupt(seen.gzipFault()
                    .or(seen::fitsFault)
                    .or(seen::checksumFault)
                    .orElseGet(() -> "its SHA-256 is " + seen.sha256() + " and not " + sha256));
        }
        var verified = new ArrayList<String>();
        verified.add("size");
        verified.addAll(seen.verified());
        verified.add("sha256");
        return new Verdict.Right(verified);
    }
}
