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
    private static final int LONGEST_NAME = 240;

    private final Path place;
    private final Path part;
    private final String name;
    private final Mirror mirror;
    private final Claims claims;
    private final Checkpoints checkpoints;
    private final Space.Share room;
    private final Doubt doubt = new Doubt();
    private FileLock claim;
    private FileChannel channel;
    private Inspection inspection;
    private Sums sums;
    private GzipCheck unzip;
    private boolean closed;
    private volatile boolean committed;
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
        checkpoints = new Checkpoints(place.resolveSibling(stem + ".part-of"), mirror.boot());
        room = mirror.space().share();
    }

    /**
     * Reads through what an earlier try left of this address; empty when that cannot be resumed.
     */
    synchronized Optional<PartNote> resume(String url) throws IOException {
        ready();
        if (inspection != null && checkpoints.note() != null) { // this process was here before
            return left().filter(it -> it.url().equals(url)); // another way's bytes are not gone on from
        }
        Optional<PartNote> note = checkpoints.read(url);
        if (note.isEmpty() || !Files.isRegularFile(part, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        open();
        channel.truncate(checkpoints.trusted(channel.size()));
        readInto(this::inspect);
        return left();
    }

    private Optional<PartNote> left() {
        return Optional.ofNullable(isResumable() ? checkpoints.note() : null);
    }

    private boolean isResumable() {
        return inspection.bytes() > 0 && checkpoints.isResumable();
    }

    /** Throws away what is there; whatever is appended next belongs to this note. */
    synchronized void start(PartNote belongsTo) throws IOException {
        ready();
        open();
        checkpoints.begin(belongsTo);
        channel.truncate(0);
        channel.position(0);
    }

    /** A name beside the place that this may use as well; never one that an archive's file may have. */
    Path beside() {
        return part.resolveSibling(part.getFileName() + ".part");
    }

    /**
     * Room on the disk for what is to come; given back as it comes, and when this is closed.
     *
     * @param more 0 where nobody knows
     * @param floor what has to stay free
     * @throws Problem {@code STORAGE} when that is more than there is
     */
    synchronized void makeRoom(long more, long floor) {
        check();
        room.promise(more, usable(), floor);
    }

    /** What the disk can take now. */
    long usable() {
        return place.getParent().toFile().getUsableSpace();
    }

    /**
     * Feeds these sums from the first byte on: the bytes that are here already are read once more
     * (the answer that brings the sums comes after those were inspected). Unless there are sums of
     * the same bytes already.
     */
    synchronized void sumUp(Sums whole) throws IOException {
        check();
        if (sums == null) {
            readInto(whole::update);
            sums = whole;
        }
    }

    /** Of all bytes so far, or null. */
    synchronized Sums sums() {
        return sums;
    }

    /** Lives over all tries. */
    Doubt doubt() {
        return doubt;
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
        room.written(chunk.remaining());
        if (sums != null) {
            sums.update(chunk);
        }
        checkpoints.grown(channel, inspection.bytes());
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
        checkpoints.forget();
        channel.close();
        mirror.force(place.getParent());
        committed = true;
    }

    /** Whether it is in its place for good; to close it does not block then. */
    boolean isCommitted() {
        return committed;
    }

    /** The bytes so far are not to be trusted. */
    synchronized void drop() throws IOException {
        checkpoints.forget();
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
        room.close();
        try {
            if (committed) {
                return;
            } else if (inspection != null && isResumable()) {
                checkpoints.leave(channel, inspection.bytes());
            } else if (inspection != null) {
                checkpoints.forget();
                Files.deleteIfExists(part);
            }
        } finally {
            shut();
            if (claim != null) {
                claim.release();
            }
        }
    }

    private interface Reader {
        void take(ByteBuffer bytes) throws IOException;
    }

    /** All bytes that are here, in order; what is appended next still goes behind them. */
    private void readInto(Reader reader) throws IOException {
        var buffer = ByteBuffer.allocate(256 * 1024);
        channel.position(0);
        while (channel.read(buffer) >= 0) {
            reader.take(buffer.flip());
            buffer.clear();
        }
    }

    private void open() throws IOException {
        shut();
        channel = FileChannel.open(part, OPEN);
        committed = false;
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
            sums = null;
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
