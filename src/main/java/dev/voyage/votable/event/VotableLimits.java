package dev.voyage.votable.event;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;

/**
 * Resource limits for an untrusted document. Exceeding one fails the reading with {@code TOO_LARGE} immediately, before
 * the excess is buffered.
 *
 * @param documentBytes of the document and of a fetched stream, each, decompressed
 * @param unzipRatio decompressed bytes per compressed byte, checked above 32 MiB
 * @param rows of the result table, refused ones too
 * @param fields of a table
 * @param depth of nested elements
 * @param cellChars of one TD, DESCRIPTION or INFO
 * @param rowBytes of one row: BINARY bytes, or characters of a TR
 * @param tagBytes of one tag with its attributes, one comment, or all before the root element
 * @param nameChars of an element's or attribute's name
 * @param notes INFOs, PARAMs, service descriptors and skipped tables, together
 * @param elements other than TR and TD, and attributes, together
 */
public record VotableLimits(
        long documentBytes,
        int unzipRatio,
        long rows,
        int fields,
        int depth,
        int cellChars,
        int rowBytes,
        int tagBytes,
        int nameChars,
        int notes,
        int elements) {

    private static final int MIB = 1 << 20;

    /** Far above the sizes that archives send, far below those that do harm. */
    public static final VotableLimits DEFAULT =
            new VotableLimits(64L << 30, 250, 100_000_000, 10_000, 64, 16 * MIB, 64 * MIB, MIB, 256, 20_000, 1_000_000);

    public static Problem exceeded(String what, long limit) {
        return Problem.of(ProblemType.TOO_LARGE, "The VOTable has " + what + ": the limit is " + limit);
    }
}
