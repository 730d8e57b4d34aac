package dev.voyage.download.mirror;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The metadata file beside a part, kept in step with it. After a process was killed, every byte it wrote is there; after a power
 * cut, a file may have its full length but contain zeros. So the metadata records how many bytes are known to be on the disk, and
 * during which boot of the machine the others were written.
 */
final class Checkpoints {

    /**
     * Interval between forced writes: at 100 MB/s every 0.6 s, which has no measurable cost; and no more than this is fetched
     * again after a power cut.
     */
    static final long EVERY = 64 << 20;

    /**
     * From this size on, the metadata is written at once so that a killed process does not lose the part; a smaller part gets it
     * when closed.
     */
    static final long WORTH_A_NOTE = 1 << 20;

    private final Path file;
    private final String boot;
    private PartMetadata note;
    private boolean noted;
    // until the file has been looked for
    private boolean mayBeThere = true;

    /** @param boot the current boot of the machine */
    Checkpoints(Path file, String boot) {
        this.file = file;
        this.boot = boot;
    }

    /** The metadata of the part; null if it has none. */
    PartMetadata note() {
        return note;
    }

    boolean isResumable() {
        return note != null && note.validator().isPresent();
    }

    /** The metadata that an earlier attempt or run wrote for this address. */
    Optional<PartMetadata> read(String url) throws IOException {
        mayBeThere = file.toFile().exists() || PartMetadata.half(file).toFile().exists();
        note = (mayBeThere ? PartMetadata.read(file) : Optional.<PartMetadata>empty())
                .filter(it -> it.url().equals(url))
                .orElse(null);
        noted = note != null && boot.equals(note.boot());
        return Optional.ofNullable(note);
    }

    /** The number of valid bytes in a part of this length; 0: none. */
    long trusted(long length) {
        if (length < note.durable()) {
            return 0; // not the part this metadata was written for
        }
        return boot.equals(note.boot()) ? length : note.durable();
    }

    /** The part begins anew; the old metadata is durably removed before the first byte is written. */
    void begin(PartMetadata belongsTo) throws IOException {
        if (mayBeThere && Files.deleteIfExists(file)) {
            DirectorySync.now(file.getParent());
        }
        note = belongsTo;
        noted = false;
    }

    /** Records the current length of the part. */
    void grown(FileChannel part, long bytes) throws IOException {
        boolean whole = isResumable() && note.total() != null && bytes == note.total(); // the whole file is forced then
        if (isResumable() && !whole) {
            if (bytes - note.durable() >= EVERY) {
                force(part, bytes);
            } else if (!noted && bytes >= WORTH_A_NOTE) {
                keep(note.durable());
            }
        }
    }

    /** Leaves the part on the disk so that a later attempt can resume it. */
    void leave(FileChannel part, long bytes) throws IOException {
        if (bytes - note.durable() >= WORTH_A_NOTE) {
            force(part, bytes);
        } else if (!noted) {
            keep(note.durable());
        }
    }

    /** The part is finished or discarded. */
    void forget() throws IOException {
        note = null;
        if (mayBeThere) {
            Files.deleteIfExists(file);
            Files.deleteIfExists(PartMetadata.half(file));
            mayBeThere = false;
        }
    }

    /** In this order: the metadata never promises bytes that are not on the disk. */
    private void force(FileChannel part, long bytes) throws IOException {
        part.force(false);
        keep(bytes);
    }

    private void keep(long durable) throws IOException {
        note = note.durable(durable, boot);
        mayBeThere = true;
        note.write(file);
        noted = true;
    }
}
