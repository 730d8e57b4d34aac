package dev.voyage.download;

import dev.voyage.http.Answer;
import dev.voyage.http.Urls;
import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import dev.voyage.problem.Quoted;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** What the head of an answer means to a file of which we hold something or nothing. */
sealed interface Head {

    /** The file in its place is the archive's. */
    record Unchanged() implements Head {}

    /**
     * Bytes follow.
     *
     * @param from where they belong; 0: the whole file
     * @param total the file's length when all is here, or null
     * @param zipped they were zipped for the way only, and are to be unzipped
     */
    record Bytes(long from, Long total, PartNote note, boolean zipped) implements Head {}

    /** What an earlier try left is the whole file. */
    record AllHere(long total) implements Head {}

    /** What an earlier try left is of no use; the next try begins anew. */
    record StartOver(Problem why) implements Head {}

    Pattern RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)");
    Pattern UNSATISFIED = Pattern.compile("bytes \\*/(\\d{1,18})");
    Pattern COMPRESSED_NAME = Pattern.compile("(?i).*\\.(gz|tgz|ftz|z|bz2|xz|zst|zip)");

    /**
     * @throws Problem {@code MALFORMED} where the answer fits to nothing that was asked; statuses
     *     other than 200, 206, 304 and 416 are not for here
     */
    static Head of(Answer answer, Holding holding, Way way, Instant now) {
        boolean zipped = isZipped(answer, way);
        return switch (answer.status()) {
            case 304 -> {
                if (holding.known() == null || holding.part() != null) {
                    throw problem(answer, Kind.MALFORMED, "304 without being asked for changes");
                }
                yield new Unchanged();
            }
            case 206 -> holding.part() == null ? unasked(answer) : rest(answer, holding, zipped);
            case 416 -> holding.part() == null ? unasked(answer) : beyond(answer, holding);
            default -> {
                if (!zipped && isSame(answer, holding)) {
                    yield new Unchanged();
                }
                OptionalLong length = answer.contentLength();
                Long total = length.isPresent() ? length.getAsLong() : null;
                yield whole(PartNote.of(way.url(), answer, total, now), zipped);
            }
        };
    }

    private static Head whole(PartNote note, boolean zipped) {
        return zipped
                ? new Bytes(0, null, new PartNote(note.url(), null, null, null), true)
                : new Bytes(0, note.total(), note, false);
    }

    /** A server that ignores conditions says by its validators what 304 would have said. */
    private static boolean isSame(Answer answer, Holding holding) {
        Manifest.Known known = holding.known();
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

    private static Head rest(Answer answer, Holding holding, boolean zipped) {
        PartNote part = holding.part();
        var range = RANGE.matcher(answer.header("Content-Range").orElse("").strip());
        if (!range.matches()) {
            return startOver(answer, "a part without saying which");
        } else if (Long.parseLong(range.group(1)) != holding.partBytes()) {
            return startOver(answer, "another part than was asked for");
        } else if (zipped || part.contradicts(answer)) {
            return startOver(answer, "a part of another version");
        }
        Long total = range.group(3).equals("*") ? part.total() : Long.valueOf(range.group(3));
        if (part.total() != null && !part.total().equals(total)) {
            return startOver(answer, "a part of a file of another length");
        }
        return new Bytes(holding.partBytes(), total, part, false);
    }

    private static Head beyond(Answer answer, Holding holding) {
        var range =
                UNSATISFIED.matcher(answer.header("Content-Range").orElse("").strip());
        boolean whole = range.matches()
                && Long.parseLong(range.group(1)) == holding.partBytes()
                && holding.part().total() != null
                && holding.part().total() == holding.partBytes()
                && !holding.part().contradicts(answer);
        return whole
                ? new AllHere(holding.partBytes())
                : startOver(answer, "that the file is not so long as what is here of it");
    }

    private static Head unasked(Answer answer) {
        throw problem(answer, Kind.MALFORMED, answer.status() + " without being asked for a part");
    }

    /**
     * Whether the bytes were zipped for the way only. A server that calls the zip of a {@code .gz}
     * an encoding means the file as it is.
     *
     * @throws Problem {@code MALFORMED} in an encoding we did not ask for and do not know
     */
    private static boolean isZipped(Answer answer, Way way) {
        String encoding = answer.header("Content-Encoding").orElse("").strip().toLowerCase(Locale.ROOT);
        if (encoding.isEmpty()
                || encoding.equals("identity")
                || answer.status() == 304
                || answer.status() == 416
                || COMPRESSED_NAME.matcher(way.url().getRawPath()).matches()) {
            return false;
        } else if (encoding.equals("gzip") || encoding.equals("x-gzip")) {
            return true;
        }
        throw problem(answer, Kind.MALFORMED, "an encoding not asked for, " + Quoted.of(encoding));
    }

    private static StartOver startOver(Answer answer, String what) {
        return new StartOver(problem(answer, Kind.CORRUPT, what));
    }

    private static Problem problem(Answer answer, Kind kind, String what) {
        String host = Urls.authority(answer.uri());
        return Problem.of(kind, host + " answered " + what).at(host);
    }
}
