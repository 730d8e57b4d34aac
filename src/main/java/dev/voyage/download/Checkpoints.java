package dev.voyage.download;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The note beside a part, kept up with it. After a process was killed every byte it wrote is there;
 * after a power cut a file may have its length and zeros for bytes. So the note says how many bytes
 * are known to be on the disk, and during which run of the machine the others were written.
 */
final class Checkpoints {

    /**
     * Forced to the disk so often: at 100 MB/s each 0.6 s, which costs nothing that can be measured;
     * and no more than this is fetched again after a power cut.
     */
    static final long EVERY = 64 << 20;

    /** So many bytes are noted at once, lest a killed process lose them; fewer when closing. */
    static final long WORTH_A_NOTE = 1 << 20;

    private final Path file;
    private final String boot;
    private PartNote note;
    private boolean noted;
    // until it has been looked for
    private boolean mayBeThere = true;

    /**
     * @param boot this run of the machine
     */
    Checkpoints(Path file, String boot) {
        this.file = file;
        this.boot = boot;
    }

    /** What the part belongs to; null: to nothing. */
    PartNote note() {
        return note;
    }

    boolean isResumable() {
        return note != null && note.validator().isPresent();
    }

    /** What an earlier try or run noted of this address. */
    Optional<PartNote> read(String url) throws IOException {
        mayBeThere = file.toFile().exists() || PartNote.half(file).toFile().exists();
        note = (mayBeThere ? PartNote.read(file) : Optional.<PartNote>empty())
                .filter(it -> it.url().equals(url))
                .orElse(null);
        noted = note != null && boot.equals(note.boot());
        return Optional.ofNullable(note);
    }

    /** How many bytes of a part so long are what was written; 0: none. */
    long trusted(long length) {
        if (length < note.durable()) {
            return 0; // not the part this note was written for
        }
        return boot.equals(note.boot()) ? length : note.durable();
    }

    /** The part is begun anew; what was noted is gone for good before the first byte is written. */
    void begin(PartNote belongsTo) throws IOException {
        if (mayBeThere && Files.deleteIfExists(file)) {
            Forces.now(file.getParent());
        }
        note = belongsTo;
        noted = false;
    }

    /** It has so many bytes now. */
    void grown(FileChannel part, long bytes) throws IOException {
        boolean whole = isResumable() && note.total() != null && bytes == note.total(); // it is forced as a whole then
        if (isResumable() && !whole) {
            if (bytes - note.durable() >= EVERY) {
                force(part, bytes);
            } else if (!noted && bytes >= WORTH_A_NOTE) {
                keep(note.durable());
            }
        }
    }

    /** It is left as it is, for whoever goes on. */
    void leave(FileChannel part, long bytes) throws IOException {
        if (bytes - note.durable() >= WORTH_A_NOTE) {
            force(part, bytes);
        } else if (!noted) {
            keep(note.durable());
        }
    }

    /** The part is no part any more. */
    void forget() throws IOException {
        note = null;
        if (mayBeThere) {
            Files.deleteIfExists(file);
            Files.deleteIfExists(PartNote.half(file));
            mayBeThere = false;
        }
    }

    /** In this order: the note never promises what is not there. */
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
