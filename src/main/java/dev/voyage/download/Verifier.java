package dev.voyage.download;

import dev.voyage.download.mirror.BlockingExecutor;
import dev.voyage.download.shelf.DirectoryShelf;
import dev.voyage.download.shelf.DirectoryShelf.NoRegularFileException;
import dev.voyage.download.shelf.KeptFile;
import dev.voyage.download.verify.FileVerdict;
import dev.voyage.download.verify.StreamInspection;
import dev.voyage.problem.QuotedText;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/** Checks that files in the mirror are still the ones that were stored there; makes no request to an archive. */
public final class Verifier {

    /** Opens files that are kept. */
    public interface FileOpener {
        /** @throws NoSuchFileException if there is none */
        SeekableByteChannel open(KeptFile file) throws IOException;
    }

    private final Executor disk;
    private final FileOpener opener;

    /**
     * For files in their places.
     *
     * @param disk runs all blocking file operations
     */
    public Verifier(Executor disk) {
        this(disk, file -> DirectoryShelf.opened(file.place()));
    }

    /** @param disk runs all blocking operations, those of the opener among them */
    public Verifier(Executor disk, FileOpener opener) {
        this.disk = disk;
        this.opener = opener;
    }

    /**
     * Reads one file once. The size is checked first, and a file of another size is not read; then its gzip structure; then its
     * hash, which also accepts a file with FITS structure or checksums that were already wrong at the archive; then whether it
     * begins as its name promises. Cancelling stops the reading.
     *
     * @param file as it was when it was stored; a symbolic link in its place is not followed
     * @return one verdict; never fails, whatever is on the disk
     */
    public Uni<FileVerdict> verify(KeptFile file) {
        return Uni.createFrom().deferred(() -> {
            var over = new AtomicBoolean();
            return Uni.createFrom()
                    .item(() -> verdict(file, over))
                    .runSubscriptionOn(disk)
                    .onCancellation()
                    .invoke(() -> over.set(true));
        });
    }

    private FileVerdict verdict(KeptFile file, AtomicBoolean over) {
        try {
            return looked(file, over);
        } catch (NoSuchFileException none) {
            return new FileVerdict.Missing();
        } catch (NoRegularFileException other) {
            return new FileVerdict.Unreadable(other.getReason());
        } catch (IOException unreadable) {
            return new FileVerdict.Unreadable("the disk says: " + QuotedText.of(BlockingExecutor.reason(unreadable)));
        }
    }

    private FileVerdict looked(KeptFile file, AtomicBoolean over) throws IOException {
        try (SeekableByteChannel channel = opener.open(file)) {
            if (channel.size() != file.bytes()) {
                return otherSize(channel.size(), file.bytes());
            }
            StreamInspection seen = StreamInspection.of(channel, over::get);
            return seen.bytes() == file.bytes()
                    ? judged(seen, file.place(), file.sha256())
                    : otherSize(seen.bytes(), file.bytes()); // it changed during the check
        }
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
