package dev.voyage.download.mirror;

import dev.voyage.download.verify.ChecksumMismatchPolicy;
import dev.voyage.download.verify.GzipCheck;
import dev.voyage.download.verify.S3Checksum;
import dev.voyage.download.verify.StreamInspection;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
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
 * A file on its way to its place. Blocks; its methods may be called from any thread, one after the other, and after it is closed
 * all of them fail without effect. Closing without a commit leaves the bytes so far, and the metadata by which they can be
 * resumed.
 */
public final class PartFile implements AutoCloseable {

    private static final Set<OpenOption> OPEN = Set.of(
            StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

    private final Path place;
    private final Path part;
    private final Path beside;
    private final String name;
    private final Mirror mirror;
    private final FileLocks claims;
    private final Checkpoints checkpoints;
    private final DiskReservations.Share room;
    private final ChecksumMismatchPolicy doubt = new ChecksumMismatchPolicy();
    private FileLock claim;
    private FileChannel channel;
    private StreamInspection inspection;
    private S3Checksum sums;
    private GzipCheck unzip;
    private boolean closed;
    private volatile boolean committed;
    private volatile long bytes;

    /** Does not touch the disk yet. */
    public PartFile(Path place, String mirrorPath, Mirror mirror, FileLocks claims) {
        this.place = place;
        this.name = mirrorPath;
        this.mirror = mirror;
        this.claims = claims;
        var names = PartNames.of(place);
        part = names.part();
        beside = names.beside();
        checkpoints = new Checkpoints(names.metadata(), mirror.boot());
        room = mirror.space().share();
    }

    /** Reads the part that an earlier attempt left for this address; empty when it cannot be resumed. */
    public synchronized Optional<PartMetadata> resume(String url) throws IOException {
        ready();
        if (inspection != null && checkpoints.note() != null) { // this process has already read it
            return left().filter(it -> it.url().equals(url)); // bytes of another source are not resumed
        }
        Optional<PartMetadata> note = checkpoints.read(url);
        if (note.isEmpty() || !Files.isRegularFile(part, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        open();
        channel.truncate(checkpoints.trusted(channel.size()));
        readInto(this::inspect);
        return left();
    }

    private Optional<PartMetadata> left() {
        return Optional.ofNullable(isResumable() ? checkpoints.note() : null);
    }

    private boolean isResumable() {
        return inspection.bytes() > 0 && checkpoints.isResumable();
    }

    /** Discards the current part; the bytes appended next belong to this metadata. */
    public synchronized void start(PartMetadata belongsTo) throws IOException {
        ready();
        open();
        checkpoints.begin(belongsTo);
        channel.truncate(0);
        channel.position(0);
    }

    /** A second path beside the place for temporary use; it can never be the place of an archive's file. */
    public Path beside() {
        return beside;
    }

    /**
     * Reserves disk space for the bytes to come; released as they arrive, and when this is closed.
     *
     * @param more 0 if unknown
     * @param floor number of bytes that must stay free
     * @throws Problem {@code STORAGE} when that exceeds the available space
     */
    public synchronized void makeRoom(long more, long floor) {
        check();
        room.promise(more, usable(), floor);
    }

    /**
     * A file without a name, for bytes that arrived before their turn; it vanishes when it is closed, also with the process, so
     * that no later run can take it for a part.
     *
     * @param more number of bytes it will hold
     * @param floor number of bytes that must stay free
     * @throws Problem {@code STORAGE} when the disk has too little space besides what is reserved
     */
    public synchronized FileChannel aside(long more, long floor) throws IOException {
        check();
        return NamelessFile.open(beside, more, usable(), floor, mirror.space().promised());
    }

    /** The number of bytes the disk can take now. */
    public long usable() {
        return place.getParent().toFile().getUsableSpace();
    }

    /**
     * Feeds these checksums from the first byte on, unless checksums of the same bytes exist already: the bytes already in the
     * part are read once more, since the response with the checksums arrives after they were inspected.
     */
    public synchronized void sumUp(S3Checksum whole) throws IOException {
        check();
        if (sums == null) {
            readInto(whole::update);
            sums = whole;
        }
    }

    /** Checksums of all bytes so far, or null. */
    public synchronized S3Checksum sums() {
        return sums;
    }

    /** Shared by all attempts. */
    public ChecksumMismatchPolicy doubt() {
        return doubt;
    }

    public synchronized void append(ByteBuffer chunk) throws IOException {
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

    /** The inspection of the bytes so far, including those of earlier attempts. */
    public synchronized StreamInspection inspection() {
        return inspection;
    }

    /** The number of bytes; never blocks. */
    public long bytes() {
        return bytes;
    }

    /** Closed with this part, or when the part begins anew. */
    public synchronized GzipCheck own(GzipCheck other) {
        unzip = other;
        return other;
    }

    /**
     * Makes the file durable and moves it to its place, replacing an older one.
     *
     * @param modified null keeps the time of writing
     */
    public synchronized void commit(Instant modified) throws IOException {
        check();
        if (modified != null) {
            Files.setLastModifiedTime(part, FileTime.from(modified));
        }
        mirror.force(channel);
        Files.move(part, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        checkpoints.forget();
        channel.close();
        mirror.force(place.getParent());
        committed = true;
    }

    /**
     * Moves a complete file from {@link #beside} to its place, as durable as {@link #commit} makes it.
     */
    public void commitBeside() throws IOException {
        Path whole = beside();
        mirror.forceFile(whole);
        Files.move(whole, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        mirror.force(place.getParent());
    }

    /** The stamp of the file in its place, which has just been verified: see {@link #isAsStamped}. */
    public String stamp() throws IOException {
        return mirror.stamp(place);
    }

    /** Whether the file in its place is certainly as it was when it got this stamp. */
    public boolean isAsStamped(String stamp) throws IOException {
        return mirror.isAsStamped(place, stamp);
    }

    /** Whether the file is in its place, as durable as it will be; closing does not block then. */
    public boolean isCommitted() {
        return committed;
    }

    /** Discards the bytes so far because they cannot be trusted. */
    public synchronized void drop() throws IOException {
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

    /** Reads all bytes of the part, in order; later appends still go to its end. */
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
        inspection = new StreamInspection();
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
            throw Problem.of(ProblemType.UNAVAILABLE, "the transfer was given up");
        }
    }
}
