package dev.voyage.download.attempt;

import dev.voyage.coding.PercentCoding;
import dev.voyage.download.content.NameTypes;
import dev.voyage.download.mirror.MirrorIndex;
import dev.voyage.download.mirror.PartMetadata;
import dev.voyage.download.source.FileSource;
import dev.voyage.download.verify.ChecksumMismatchPolicy;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.upstream.ContentRange;
import dev.voyage.upstream.UpstreamResponse;
import dev.voyage.upstream.client.ContentCodings;
import dev.voyage.upstream.uri.Urls;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** The meaning of a response head for a file of which some bytes, or none, are present. */
sealed interface ResponseMeaning {

    /** Calls the function of the case that this is. */
    <R> R match(
            Function<Unchanged, R> unchanged,
            Function<Bytes, R> bytes,
            Function<AllHere, R> allHere,
            Function<StartOver, R> startOver);

    /** The file in its place is the archive's version. */
    record Unchanged() implements ResponseMeaning {
        @Override
        public <R> R match(
                Function<Unchanged, R> unchanged,
                Function<Bytes, R> bytes,
                Function<AllHere, R> allHere,
                Function<StartOver, R> startOver) {
            return unchanged.apply(this);
        }
    }

    /**
     * Bytes follow.
     *
     * @param from the position of the first byte; 0: the beginning
     * @param end the position after the last byte; null: the body ends with the file
     * @param total the file's length when complete, or null
     * @param least the length that the archive gave for this version before: fewer bytes are not the whole file; 0 if it gave
     *     none
     * @param mayBeZipped whether the server may have compressed them for transport only; their first bytes decide
     */
    record Bytes(long from, Long end, Long total, long least, PartMetadata note, boolean mayBeZipped)
            implements ResponseMeaning {

        /** Whether more of the file follows, or may follow, after these bytes. */
        boolean isCutShort() {
            return end != null && (total == null || end < total);
        }

        @Override
        public <R> R match(
                Function<Unchanged, R> unchanged,
                Function<Bytes, R> bytes,
                Function<AllHere, R> allHere,
                Function<StartOver, R> startOver) {
            return bytes.apply(this);
        }
    }

    /** The part of an earlier attempt is the whole file. */
    record AllHere(long total) implements ResponseMeaning {
        @Override
        public <R> R match(
                Function<Unchanged, R> unchanged,
                Function<Bytes, R> bytes,
                Function<AllHere, R> allHere,
                Function<StartOver, R> startOver) {
            return allHere.apply(this);
        }
    }

    /** The part of an earlier attempt is unusable; the next attempt begins anew. */
    record StartOver(Problem why) implements ResponseMeaning {
        @Override
        public <R> R match(
                Function<Unchanged, R> unchanged,
                Function<Bytes, R> bytes,
                Function<AllHere, R> allHere,
                Function<StartOver, R> startOver) {
            return startOver.apply(this);
        }
    }

    /**
     * A Content-Range makes any response partial, whatever its status. The same version has the same length: a response that
     * names the version known here and is shorter is not the whole file.
     *
     * @param doubt remembers the announced lengths
     * @throws Problem {@code MALFORMED} if the response does not match the request, {@code CORRUPT} if it contradicts itself;
     *     statuses other than 200, 203, 206, 304 and 416 are not handled here
     */
    static ResponseMeaning of(
            UpstreamResponse answer, LocalCopy holding, FileSource way, Instant now, ChecksumMismatchPolicy doubt) {
        return switch (answer.status()) {
            case 304 -> {
                if (holding.known() == null || holding.part() != null) {
                    throw problem(answer, ProblemType.MALFORMED, "304 without being asked for changes");
                }
                yield new Unchanged();
            }
            case 416 -> beyond(answer, holding);
            default -> bytes(answer, holding, way, now, doubt);
        };
    }

    private static ResponseMeaning bytes(
            UpstreamResponse answer, LocalCopy holding, FileSource way, Instant now, ChecksumMismatchPolicy doubt) {
        Optional<ContentRange> range = ContentRange.of(answer);
        String type = answer.header("Content-Type").orElse("").strip().toLowerCase(Locale.ROOT);
        if (type.startsWith("multipart/byteranges")) {
            return unusable(answer, holding, "several parts instead of one");
        } else if (range.filter(it -> !it.isWhole()).isPresent()) {
            return part(answer, range.get(), holding, way, now);
        } else if (range.isEmpty()
                && (answer.status() == 206 || (ContentRange.isIn(answer) && holding.part() != null))) {
            return unusable(answer, holding, "a part without saying which");
        }
        Long total = range.map(ContentRange::total).orElseGet(() -> length(answer));
        return disagrees(answer, range)
                ? unusable(answer, holding, "a length that its Content-Range contradicts")
                : whole(answer, holding, way, now, total, doubt);
    }

    private static ResponseMeaning whole(
            UpstreamResponse answer,
            LocalCopy holding,
            FileSource way,
            Instant now,
            Long total,
            ChecksumMismatchPolicy doubt) {
        boolean plain = ContentCodings.of(answer).names().isEmpty();
        boolean mayBeZipped = isGzipForTheWay(answer, way);
        if (!mayBeZipped && isSame(answer, holding)) {
            return new Unchanged();
        }
        String etag = strong(answer);
        PartMetadata part = holding.part();
        long least = plain && etag != null ? doubt.longest(etag) : 0;
        if (part != null && part.total() != null && !part.isNotOf(answer) && part.isOf(answer)) {
            least = Math.max(least, part.total());
        }
        if (plain
                && etag != null
                && holding.known() != null
                && etag.equals(holding.known().etag())) {
            least = Math.max(least, holding.known().bytes());
        }
        if (total != null && total < least) {
            String what = total + " bytes of a version that has " + least;
            if (part == null) {
                throw problem(answer, ProblemType.CORRUPT, what);
            }
            return startOver(answer, what);
        } else if (isOnlyTheRest(total, holding)) {
            return startOver(answer, "as many bytes as are missing, without saying which");
        } else if (plain && etag != null && total != null) {
            doubt.announced(etag, total);
        }
        PartMetadata note = PartMetadata.of(way.url(), answer, total, now);
        return new Bytes(0, null, total, least, note, mayBeZipped);
    }

    private static boolean isOnlyTheRest(Long total, LocalCopy holding) {
        PartMetadata part = holding.part();
        return part != null && part.total() != null && total != null && total == part.total() - holding.partBytes();
    }

    /** A server that ignores conditional headers says the same with its validators as with a 304. */
    private static boolean isSame(UpstreamResponse answer, LocalCopy holding) {
        MirrorIndex.Known known = holding.known();
        boolean sameLength = known != null && answer.contentLength().orElse(-1) == known.bytes();
        if (!sameLength || holding.part() != null) {
            return false;
        } else if (known.etag() != null && known.etag().startsWith("\"")) {
            return answer.header("ETag").filter(known.etag()::equals).isPresent();
        }
        return known.lastModified() != null
                && answer.header("Last-Modified")
                        .filter(known.lastModified()::equals)
                        .isPresent();
    }

    /** The rest of a local part, or the beginning if there is none. */
    private static ResponseMeaning part(
            UpstreamResponse answer, ContentRange range, LocalCopy holding, FileSource way, Instant now) {
        PartMetadata part = holding.part();
        if (range.first() != holding.partBytes()) {
            return unusable(answer, holding, "another part than was asked for");
        } else if (disagrees(answer, Optional.of(range))) {
            return unusable(answer, holding, "a length that its Content-Range contradicts");
        } else if (part == null) {
            PartMetadata note = PartMetadata.of(way.url(), answer, range.total(), now);
            return new Bytes(0, range.last() + 1, range.total(), 0, note, false);
        } else if (part.isNotOf(answer)) {
            return startOver(answer, "a part of another version");
        }
        Long total = range.total() == null ? part.total() : range.total();
        if (part.total() != null && !part.total().equals(total)) {
            return startOver(answer, "a part of a file of another length");
        } else if (total != null && range.last() >= total) {
            return startOver(answer, "a part beyond the end of the file");
        }
        return new Bytes(holding.partBytes(), range.last() + 1, total, 0, part, false);
    }

    /** Whether the body's length differs from that of the range it holds. */
    private static boolean disagrees(UpstreamResponse answer, Optional<ContentRange> range) {
        Long length = length(answer);
        return length != null && range.filter(it -> it.bytes() != length).isPresent();
    }

    private static ResponseMeaning beyond(UpstreamResponse answer, LocalCopy holding) {
        if (holding.part() == null) {
            throw problem(answer, ProblemType.MALFORMED, "416 without being asked for a part");
        }
        OptionalLong length = ContentRange.lengthIn(answer);
        Long total = holding.part().total();
        boolean whole = length.isPresent()
                && length.getAsLong() == holding.partBytes()
                && (total == null || total == holding.partBytes())
                && !holding.part().contradicts(answer);
        return whole
                ? new AllHere(holding.partBytes())
                : startOver(answer, "that the file is shorter than the part already present");
    }

    /** Begins anew if a part was requested; otherwise fails for good. */
    private static ResponseMeaning unusable(UpstreamResponse answer, LocalCopy holding, String what) {
        if (holding.part() != null) {
            return startOver(answer, what);
        }
        throw problem(answer, ProblemType.MALFORMED, what + ", asked for the whole file");
    }

    /**
     * Whether the server may have compressed the bytes for transport only. A server that labels a {@code .gz} file with a gzip
     * coding means the file as it is stored, and looks at every extension of its name.
     */
    private static boolean isGzipForTheWay(UpstreamResponse answer, FileSource way) {
        String path = way.url().getRawPath();
        var name = new NameTypes(
                PercentCoding.decode(path.substring(path.lastIndexOf('/') + 1)).toLowerCase(Locale.ROOT));
        return ContentCodings.of(answer).isGzip() && !name.saysGzip();
    }

    private static String strong(UpstreamResponse answer) {
        return answer.header("ETag").filter(tag -> tag.startsWith("\"")).orElse(null);
    }

    private static Long length(UpstreamResponse answer) {
        OptionalLong length = answer.contentLength();
        return length.isPresent() ? Long.valueOf(length.getAsLong()) : null;
    }

    private static StartOver startOver(UpstreamResponse answer, String what) {
        return new StartOver(problem(answer, ProblemType.CORRUPT, what));
    }

    private static Problem problem(UpstreamResponse answer, ProblemType kind, String what) {
        String host = Urls.authority(answer.uri());
        return Problem.of(kind, host + " answered " + what).at(host);
    }
}
