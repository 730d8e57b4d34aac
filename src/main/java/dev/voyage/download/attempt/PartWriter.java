package dev.voyage.download.attempt;

import dev.voyage.download.content.BodyFacts;
import dev.voyage.download.content.FirstBytes;
import dev.voyage.download.mirror.DiskReservations;
import dev.voyage.download.mirror.PartFile;
import dev.voyage.download.source.Download;
import dev.voyage.download.source.DownloadConfig;
import dev.voyage.download.source.FileSource;
import dev.voyage.download.verify.CompletenessCheck;
import dev.voyage.download.verify.GzipCheck;
import dev.voyage.download.verify.S3Checksum;
import dev.voyage.download.verify.WayCoding;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.upstream.uri.Urls;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Writes one body into the part: decides which bytes are accepted, and whether the body was complete. Blocks. */
final class PartWriter {

    private static final long LOOK_EVERY = 16 << 20;

    private final PartFile part;
    private final DownloadConfig config;
    private final Download download;
    private final FileSource way;
    private final Path place;
    private final ResponseMeaning.Bytes head;
    private final BodyFacts facts;
    private final S3Checksum sums;
    private WayCoding coding;
    private GzipCheck unzip;
    private long received;
    private long lookedAt;
    private boolean judged;

    /**
     * @param head null when no body follows
     * @param facts taken from the response head
     * @param sums checksums of the whole file as stored by the archive, or null
     */
    PartWriter(
            PartFile part,
            DownloadConfig config,
            Download download,
            FileSource way,
            Path place,
            ResponseMeaning.Bytes head,
            BodyFacts facts,
            S3Checksum sums) {
        this.part = part;
        this.config = config;
        this.download = download;
        this.way = way;
        this.place = place;
        this.head = head;
        this.facts = facts;
        this.sums = sums;
    }

    /** Called before anything is written, and before anything already written is discarded. */
    void begin() throws IOException {
        long total = head.total() == null ? 0 : head.total();
        checkLargest(total);
        part.makeRoom(Math.max(0, total - head.from()), config.diskFloor());
        if (head.mayBeZipped()) {
            boolean storedSo = way.bytes() != null && way.bytes().equals(head.total());
            coding = new WayCoding(place, storedSo);
        } else {
            start(false);
        }
    }

    private void start(boolean zippedForTheWay) throws IOException {
        if (head.from() == 0) {
            part.start(zippedForTheWay ? head.note().unresumable() : head.note());
        }
        if (zippedForTheWay) {
            unzip = part.own(new GzipCheck((bytes, length) -> store(ByteBuffer.wrap(bytes, 0, length))));
        } else if (sums != null) {
            part.sumUp(sums);
        }
    }

    void take(ByteBuffer chunk) throws IOException {
        received += chunk.remaining();
        if (coding == null) {
            pass(chunk);
            return;
        }
        coding.hold(chunk);
        if (coding.isEnough()) {
            decide();
        }
    }

    /** The first bytes have arrived, or all of a shorter body. */
    private void decide() throws IOException {
        WayCoding decided = coding;
        coding = null;
        start(decided.isForTheWay());
        pass(decided.held());
    }

    private void pass(ByteBuffer chunk) throws IOException {
        if (unzip == null) {
            store(chunk);
        } else {
            if (sums != null) {
                sums.update(chunk);
            }
            unzip.update(chunk);
        }
    }

    private void store(ByteBuffer chunk) throws IOException {
        long after = part.bytes() + chunk.remaining();
        checkLargest(after);
        if (head.end() != null && after > head.end()) {
            throw useless("more bytes came than its Content-Range says");
        }
        if (after - lookedAt >= LOOK_EVERY) {
            lookedAt = after;
            checkDisk();
        }
        part.append(chunk);
        if (!judged && part.bytes() >= FirstBytes.MOST) {
            judged = true;
            Optional<String> early = proof().early();
            if (early.isPresent()) {
                throw useless(early.get());
            }
        }
    }

    /** The body has ended; called before any of the received bytes are verified. */
    void end() throws IOException {
        if (coding != null) {
            decide();
        }
    }

    private CompletenessCheck proof() {
        boolean unzipped = unzip != null;
        return new CompletenessCheck(
                part.inspection(),
                unzipped ? received : part.bytes(),
                download,
                way,
                place,
                facts,
                part.doubt(),
                unzipped ? sums : part.sums());
    }

    /**
     * Checks that a part with a Content-Range that ends before the end of the file was received completely; more may follow.
     *
     * @param least the number of bytes below which a part counts as no progress
     * @throws Problem {@code CORRUPT} when it was not, or cannot be resumed; the received bytes are kept if possible
     */
    void checkPart(long least) {
        long bytes = part.bytes();
        if (bytes < head.end()) {
            throw corrupt(bytes + " bytes came of " + head.end());
        } else if (head.note().validator().isEmpty() || bytes - head.from() < least) {
            throw corrupt("only " + bytes + " bytes came" + (head.total() == null ? "" : " of " + head.total()));
        }
    }

    /**
     * The proofs that the part is the whole file.
     *
     * @param total its length according to the archive, or null
     * @throws Problem {@code CORRUPT} when something proves that it is not; the part is then deleted, unless only further bytes
     *     of the same version are missing
     */
    List<String> proof(Long total) throws IOException {
        end();
        if (part.inspection() == null) { // an empty file without a body
            throw corrupt("nothing came");
        }
        CompletenessCheck proof = proof();
        if (head != null && proof.came() < head.least()) {
            throw useless(proof.came() + " bytes came of a version that has " + head.least());
        } else if (total != null && proof.came() < total && unzip == null) {
            throw corrupt(proof.came() + " bytes came of " + total);
        } else if (unzip != null && !unzip.isWhole()) {
            throw useless("the zipped transfer is not whole");
        }
        Long exact = total == null ? way.bytes() : total;
        Optional<String> fault = proof.fault(exact);
        if (fault.isPresent()) {
            throw useless(fault.get());
        }
        return proof.verified(exact);
    }

    /** Whether the source or the structure shows that the file is complete, so that no request for its length is needed. */
    boolean isProven() {
        return facts.isFramed()
                || head.total() != null
                || way.bytes() != null
                || unzip != null
                || (part.inspection() != null && !part.inspection().verified().isEmpty());
    }

    private void checkLargest(long bytes) {
        if (bytes > config.largestFile()) {
            throw Problem.of(ProblemType.TOO_LARGE, "larger than " + config.largestFile() + " bytes, at " + host())
                    .at(host());
        }
    }

    private void checkDisk() {
        long free = part.usable();
        if (free < config.diskFloor()) {
            throw DiskReservations.full(0, free, config.diskFloor(), 0);
        }
    }

    private Problem useless(String what) throws IOException {
        part.drop();
        return part.doubt().settled(corrupt(what), way.url());
    }

    private Problem corrupt(String what) {
        return Problem.of(ProblemType.CORRUPT, what + ", from " + host()).at(host());
    }

    private String host() {
        return way instanceof FileSource.Mounted ? "the mounted archive" : Urls.authority(way.url());
    }
}
