package dev.voyage.download.ranges;

import dev.voyage.download.mirror.PartMetadata;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.upstream.ContentRange;
import dev.voyage.upstream.UpstreamResponse;
import dev.voyage.upstream.uri.Urls;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether an archive can send a file in ranges, and whether it sent the range that it was asked for. */
final class RangeAnswer {

    private RangeAnswer() {}

    /**
     * Whether the response offers ranges of a file that its validator identifies (RFC 9110, 14.3 and 13.1.5).
     *
     * @param note of the bytes that the response holds
     */
    static boolean offers(UpstreamResponse answer, PartMetadata note) {
        boolean bytes = Stream.of(answer.headers("Accept-Ranges").split(","))
                .anyMatch(unit -> unit.strip().toLowerCase(Locale.ROOT).equals("bytes"));
        return bytes && note.validator().isPresent() && note.isOf(answer);
    }

    /**
     * The proof that a response of a success is not this range of this version; empty if there is none.
     *
     * @param total the length of the whole file
     */
    static Optional<String> fault(UpstreamResponse answer, RangePiece piece, PartMetadata note, long total) {
        Optional<ContentRange> range = ContentRange.of(answer);
        if (answer.status() != 206) {
            return Optional.of("with status " + answer.status() + " when asked for a range");
        } else if (range.isEmpty()) {
            return Optional.of("with a part that does not say which");
        }
        ContentRange came = range.get();
        boolean exact = came.first() == piece.first() && came.last() + 1 == piece.end();
        boolean sameLength = came.total() != null && came.total() == total;
        boolean framed = answer.contentLength().orElse(came.bytes()) == came.bytes();
        if (!exact || !sameLength) {
            return Optional.of("with " + came + " when asked for " + piece.range() + " of " + total);
        } else if (!framed) {
            return Optional.of("with a length that its Content-Range contradicts");
        }
        return note.isOf(answer) && !note.isNotOf(answer)
                ? Optional.empty()
                : Optional.of("with a range of another version");
    }

    /** The problem of an archive that sends something other than the range. */
    static Problem mismatch(UpstreamResponse answer, String what) {
        String host = Urls.authority(answer.uri());
        return Problem.of(ProblemType.CORRUPT, host + " answered " + what).at(host);
    }
}
