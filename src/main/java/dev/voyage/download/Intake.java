package dev.voyage.download;

import dev.voyage.http.Urls;
import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** One body on its way into the part: what may come in, and whether it was all. Blocks. */
final class Intake {

    private static final Pattern WEB_PAGE = Pattern.compile(".*\\.(x?html?|php|jsp|asp)");
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
        checkPage();
        Long exact = total == null ? way.bytes() : total;
        if (exact != null && bytes != exact) {
            throw useless(bytes + " bytes came instead of " + exact);
        } else if (way.bytes() != null && bytes != way.bytes()) {
            throw useless(bytes + " bytes, the listing says " + way.bytes());
        } else if (seen.gzipFault().isPresent() && (exact == null || GzipCheck.isNamed(place))) {
            throw useless(seen.gzipFault().get());
        } else if (unzip != null && !unzip.isWhole()) {
            throw useless("the zipped transfer is not whole");
        } else if (exact == null && seen.fitsFault().isPresent()) {
            throw useless(seen.fitsFault().get());
        }
        var verified = new ArrayList<String>();
        if (exact != null) {
            verified.add("size");
        }
        verified.addAll(seen.verified());
        verified.addAll(summed(seen));
        // an announced length proves that all of it came, not that it is the file: an archive in trouble announces an
        // empty or a cut one just as well
        if (seen.verified().isEmpty() && way.bytes() == null && isTooShort(bytes)) {
            throw useless(bytes + " bytes, the listing shows about " + download.roughBytes());
        }
        return verified;
    }

    /** Whether its structure alone says that all of it came. */
    boolean isProvenByStructure() {
        return part.inspection() != null && !part.inspection().verified().isEmpty();
    }

    private boolean isTooShort(long bytes) {
        return download.leastBytes() != null && bytes < download.leastBytes();
    }

    private void checkPage() throws IOException {
        String name = place.getFileName().toString().toLowerCase(Locale.ROOT);
        if (part.inspection().isHtml() && !WEB_PAGE.matcher(name).matches()) {
            throw useless("a web page came instead of the file");
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

    /**
     * @return what the sums prove, those the archive tells and those in the file
     */
    private List<String> summed(Inspection seen) throws IOException {
        Optional<String> archives =
                part.sums() == null ? Optional.empty() : part.sums().fault();
        boolean archiveAgrees = part.sums() != null && archives.isEmpty();
        boolean certain = archives.isPresent() && part.sums().isCertain();
        Optional<String> fault =
                archiveAgrees ? Optional.empty() : archives.or(seen::gzipFault).or(seen::checksumFault);
        if (fault.isPresent() && (certain || part.doubt().isFirst(seen.sha256()))) {
            throw useless(fault.get());
        }
        return archiveAgrees ? List.of(part.sums().word()) : List.of();
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
