package dev.voyage.download;

import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A file on its way to its place. Blocks; its methods may be called from any thread, one after the
 * other, and once it is closed none of them does anything but fail. Whoever closes without
 * committing leaves the bytes so far, and the note by which they can be resumed.
 */
final class PartFile implements AutoCloseable {

    private static final Set<OpenOption> OPEN = Set.of(
            StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    private static final int LONGEST_NAME = 245;

    /** So many bytes are noted at once, lest a killed process lose them; fewer when closing. */
    private static final long WORTH_A_NOTE = 1 << 20;

    private final Path place;
    private final Path part;
    private final Path noteFile;
    private final String name;
    private final Mirror mirror;
    private final Claims claims;
    private FileLock claim;
    private FileChannel channel;
    private Inspection inspection;
    private GzipCheck unzip;
    private PartNote note;
    private boolean noted;
    private boolean closed;
    private volatile long bytes;

    /** Touches nothing yet. */
    PartFile(Path place, String mirrorPath, Mirror mirror, Claims claims) {
        this.place = place;
        this.name = mirrorPath;
        this.mirror = mirror;
        this.claims = claims;
        String name = place.getFileName().toString();
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        String stem = bytes.length <= LONGEST_NAME
                ? name
                : name.substring(0, 50) + "~" + java.util.UUID.nameUUIDFromBytes(bytes);
        part = place.resolveSibling(stem + ".part");
        noteFile = place.resolveSibling(stem + ".part-of");
    }

    /**
     * Reads through what an earlier try left of this address; empty when that cannot be resumed.
     */
    synchronized Optional<PartNote> resume(String url) throws IOException {
        ready();
        if (inspection != null && note != null) { // this process was here before
            return isResumable() ? Optional.of(note) : Optional.empty();
        }
        note = PartNote.read(noteFile).filter(it -> it.url().equals(url)).orElse(null);
        if (note == null || !Files.isRegularFile(part, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        open();
        noted = true;
        var buffer = ByteBuffer.allocate(256 * 1024);
        while (channel.read(buffer) >= 0) {
            inspect(buffer.flip());
            buffer.clear();
        }
        return isResumable() ? Optional.of(note) : Optional.empty();
    }

    private boolean isResumable() {
        return inspection.bytes() > 0 && note.validator().isPresent();
    }

    /** Throws away what is there; whatever is appended next belongs to this note. */
    synchronized void start(PartNote belongsTo) throws IOException {
        ready();
        open();
        channel.truncate(0);
        channel.position(0);
        Files.deleteIfExists(noteFile);
        note = belongsTo;
        noted = false;
    }

    synchronized void append(ByteBuffer chunk) throws IOException {
        check();
        ByteBuffer rest = chunk.duplicate();
        try {
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
        } catch (IOException full) {
            channel.truncate(inspection.bytes());
            throw full;
        }
        inspect(chunk);
        if (!noted && inspection.bytes() >= WORTH_A_NOTE) {
            keepNote();
        }
    }

    /** What has been learnt of the bytes so far, those of earlier tries included. */
    synchronized Inspection inspection() {
        return inspection;
    }

    /** How many; never blocks. */
    long bytes() {
        return bytes;
    }

    /** To be closed when this is, or opened anew. */
    synchronized GzipCheck own(GzipCheck other) {
        unzip = other;
        return other;
    }

    /**
     * Makes it durable and puts it in its place, in place of an older one.
     *
     * @param modified null leaves the time of writing
     */
    synchronized void commit(Instant modified) throws IOException {
        check();
        if (modified != null) {
            Files.setLastModifiedTime(part, FileTime.from(modified));
        }
        channel.force(true);
        Files.move(part, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Files.deleteIfExists(noteFile);
        Mirror.force(place.getParent());
        note = null;
    }

    /** The bytes so far are not to be trusted. */
    synchronized void drop() throws IOException {
        note = null;
        Files.deleteIfExists(noteFile);
        Files.deleteIfExists(part);
        shut();
    }

    /** Idempotent. */
    @Override
    public synchronized void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (note != null && inspection != null && isResumable()) {
                keepNote();
            } else if (inspection != null) {
                Files.deleteIfExists(noteFile);
                Files.deleteIfExists(part);
            }
        } finally {
            shut();
            if (claim != null) {
                claim.release();
            }
        }
    }

    private void keepNote() throws IOException {
        if (!noted && note.validator().isPresent()) {
            note.write(noteFile);
        }
        noted = true;
    }

    private void open() throws IOException {
        shut();
        channel = FileChannel.open(part, OPEN);
        inspection = new Inspection();
        bytes = 0;
    }

    private void inspect(ByteBuffer chunk) throws IOException {
        inspection.update(chunk);
        bytes = inspection.bytes();
    }

    private void shut() throws IOException {
        if (inspection != null) {
            inspection.close();
            inspection = null;
            bytes = 0;
            if (unzip != null) {
                unzip.close();
                unzip = null;
            }
            channel.close();
        }
    }

    private void ready() throws IOException {
        check();
        if (claim == null) {
            mirror.makeParents(place);
            claim = claims.claim(name);
        }
    }

    private void check() {
        if (closed) {
            throw Problem.of(Kind.UNAVAILABLE, "the transfer was given up");
        }
    }
}
