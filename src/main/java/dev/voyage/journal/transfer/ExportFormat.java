package dev.voyage.journal.transfer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;

/**
 * Version 1 of the format of exports: lines of JSON in UTF-8, each ended by LF, compressed with gzip (RFC 1952).
 *
 * <p>The first line is an object: {@code format} is {@code voyage-store}, {@code version} is 1, {@code schema} is the newest
 * migration of the store, and {@code tables} has the columns of each table. Each further line is an array: the name of a table
 * and the values of one row, as text, whole numbers and nulls. Tables are in the order of the first line, rows in the order of
 * their keys. The last line is an object: {@code end} has the number of rows of each table, and {@code sha256} the hash of all
 * lines before, in hex. Nothing follows it. Two exports of the same contents have the same lines.
 */
final class ExportFormat {

    static final String NAME = "voyage-store";
    static final int NEWEST = 1;

    /** The oldest schema with rows that need no conversion. A migration that rewrites values raises this. */
    static final int OLDEST_SCHEMA = 9;

    static final String FORMAT = "format";
    static final String VERSION = "version";
    static final String SCHEMA = "schema";
    static final String TABLES = "tables";
    static final String END = "end";
    static final String SHA256 = "sha256";

    /** A longer line is damage: no value of the store comes near. */
    static final int LONGEST_LINE_BYTES = 64 << 20;

    static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(LONGEST_LINE_BYTES)
                    .build())
            .build();

    private ExportFormat() {}

    /** The file is something else. */
    static Problem foreign(String why) {
        return Problem.badParameter("FILE", "this is not an export of voyage: " + why + "; nothing was imported");
    }

    /** The file was an export once. */
    static Problem damaged(String why) {
        return Problem.of(ProblemType.CORRUPT, "the export is damaged or not whole: " + why + "; nothing was imported");
    }
}
