package dev.voyage.download;

import dev.voyage.http.Urls;
import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** One body on its way into the part: what may come in, and whether it was all. Blocks. */
final class Intake {

    private static final long LOOK_EVERY = 16 << 20;

    private final PartFile part;
    private final DownloadConfig config;
    private final Download download;
    private final Way way;
    private final Path place;
    private final Head.Bytes head;
    private final Sums sums;
    private GzipCheck unzip;
    private long lookedAt;

    /**
     * @param head null when no body follows
     * @param sums of the whole file as the archive keeps it, or null
     */
    Intake(PartFile part, DownloadConfig config, Download download, Way way, Path place, Head.Bytes head, Sums sums) {
        this.part = part;
        this.config = config;
        this.download = download;
        this.way = way;
        this.place = place;
        this.head = head;
        this.sums = sums;
    }

    /** Before anything is written, and before anything written is thrown away. */
    void begin() throws IOException {
        long total = head.total() == null ? 0 : head.total();
        checkLargest(total);
        part.makeRoom(Math.max(0, total - head.from()), config.diskFloor());
        if (head.from() == 0) {
            part.start(head.note());
        }
        if (head.zipped()) {
            unzip = part.own(new GzipCheck((bytes, length) -> store(ByteBuffer.wrap(bytes, 0, length))));
        } else if (sums != null) {
            part.sumUp(sums);
        }
    }

    void take(ByteBuffer chunk) throws IOException {
        if (unzip == null) {
            store(chunk);
        } else {
            unzip.update(chunk);
        }
    }

    private void store(ByteBuffer chunk) throws IOException {
        long after = part.bytes() + chunk.remaining();
        checkLargest(after);
        if (after - lookedAt >= LOOK_EVERY) {
            lookedAt = after;
            checkDisk();
        }
        part.append(chunk);
        if (part.bytes() < 1024) {
            checkPage();
        }
    }

    /**
     * What proves that the part is the whole file.
     *
     * @param total its length as the archive says, or null
     * @throws Problem {@code CORRUPT} when something proves that it is not; the part is gone then,
     *     unless more of the same is missing
     */
    List<String> proof(Long total) throws IOException {
        Inspection seen = part.inspection();
        if (seen == null) { // an empty file whose body never came
            throw corrupt("nothing came");
        }
        long bytes = seen.bytes();
        if (total != null && bytes < total) {
            throw corrupt(bytes + " bytes came of " + total);
        }
        if (unzip != null && !unzip.isWhole()) {
            throw useless("the zipped transfer is not whole");
        }
        Long exact = total == null ? way.bytes() : total;
        var proof = new Proof(seen, download, way, place, part.doubt(), part.sums());
        Optional<String> fault = proof.fault(exact);
        if (fault.isPresent()) {
            throw useless(fault.get());
        }
        return proof.verified(exact);
    }

    /** Whether its structure alone says that all of it came. */
    boolean isProvenByStructure() {
        return part.inspection() != null && !part.inspection().verified().isEmpty();
    }

    private void checkPage() throws IOException {
        if (Proof.isPage(part.inspection(), place)) {
            throw useless(Proof.PAGE);
        }
    }

    private void checkLargest(long bytes) {
        if (bytes > config.largestFile()) {
            throw Problem.of(Kind.TOO_LARGE, "larger than " + config.largestFile() + " bytes, at " + host())
                    .at(host());
        }
    }

    private void checkDisk() {
        long free = part.usable();
        if (free < config.diskFloor()) {
            throw Space.full(0, free, config.diskFloor(), 0);
        }
    }

    private Problem useless(String what) throws IOException {
        part.drop();
        return corrupt(what);
    }

    private Problem corrupt(String what) {
        return Problem.of(Kind.CORRUPT, what + ", from " + host()).at(host());
    }

    private String host() {
        return way instanceof Way.Mounted ? "the mounted archive" : Urls.authority(way.url());
    }
}
