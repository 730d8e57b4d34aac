package dev.voyage.http;

import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** A gzip body made plain, within bounds. */
final class Unzipped {

    /** No document is this repetitive; a bomb is. Deflate itself ends at 1032. */
    private static final int HIGHEST_RATIO = 250;

    private static final int FREE = 1 << 20; // small documents may be as repetitive as they like

    private Unzipped() {}

    /**
     * @throws Problem {@code TOO_LARGE} above {@code most} bytes or a suspicious ratio, {@code
     *     CORRUPT} when it is not gzip or ends too early
     */
    static byte[] of(byte[] zipped, int most) {
        if (zipped.length == 0) {
            return zipped;
        }
        long bound = Math.min(most, Math.max(FREE, (long) zipped.length * HIGHEST_RATIO));
        var plain = new ByteArrayOutputStream(Math.min(most, Math.max(zipped.length, 8192)));
        try (var in = new GZIPInputStream(new ByteArrayInputStream(zipped), 8192)) {
            byte[] piece = new byte[8192];
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                plain.write(piece, 0, n);
                if (plain.size() > bound) {
                    throw Problem.of(
                            Kind.TOO_LARGE,
                            zipped.length + " bytes of gzip are more than " + bound + " bytes unzipped");
                }
            }
        } catch (EOFException | ZipException broken) {
            throw Problem.of(Kind.CORRUPT, "the gzip body is broken: " + broken.getMessage(), broken);
        } catch (IOException cannotBe) {
            throw new IllegalStateException(cannotBe);
        }
        return plain.toByteArray();
    }
}
