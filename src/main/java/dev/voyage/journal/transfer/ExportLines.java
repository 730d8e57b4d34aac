package dev.voyage.journal.transfer;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** The lines of a compressed export, one at a time. */
final class ExportLines {

    private static final int BUFFER_BYTES = 1 << 16;

    private final InputStream lines;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(1 << 12);
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int at;
    private int end;
    private long number;

    /** @throws dev.voyage.problem.Problem {@code BAD_PARAMETER} if this is not gzip */
    ExportLines(InputStream file) throws IOException {
        var compressed = new BufferedInputStream(file, BUFFER_BYTES);
        compressed.mark(2);
        int first = compressed.read();
        int second = compressed.read();
        if (first < 0) {
            throw ExportFormat.foreign("it is empty");
        } else if (first != 0x1f || second != 0x8b) {
            throw ExportFormat.foreign("it does not begin like gzip");
        }
        compressed.reset();
        try {
            lines = new GZIPInputStream(compressed, BUFFER_BYTES);
        } catch (EOFException | ZipException broken) {
            throw ExportFormat.damaged("its gzip header is broken");
        }
    }

    /**
     * The next line with its LF, or null after the last one.
     *
     * @throws dev.voyage.problem.Problem {@code CORRUPT} if the file is cut or damaged
     */
    byte[] next() throws IOException {
        line.reset();
        while (true) {
            if (at == end && !fill()) {
                if (line.size() > 0) {
                    throw ExportFormat.damaged("it ends within line " + (number + 1));
                }
                return null;
            }
            int from = at;
            while (at < end && buffer[at] != '\n') {
                at++;
            }
            boolean whole = at < end;
            at += whole ? 1 : 0;
            line.write(buffer, from, at - from);
            if (line.size() > ExportFormat.LONGEST_LINE_BYTES) {
                throw ExportFormat.damaged("line " + (number + 1) + " is too long");
            } else if (whole) {
                number++;
                return line.toByteArray();
            }
        }
    }

    /** The number of lines read. */
    long number() {
        return number;
    }

    private boolean fill() throws IOException {
        try {
            at = 0;
            end = Math.max(0, lines.read(buffer));
            return end > 0;
        } catch (EOFException cut) {
            throw ExportFormat.damaged("the file ends after line " + number);
        } catch (ZipException broken) {
            throw ExportFormat.damaged("it cannot be decompressed after line " + number);
        }
    }
}
