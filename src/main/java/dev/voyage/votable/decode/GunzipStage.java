package dev.voyage.votable.decode;

import dev.voyage.coding.GzipDecoder;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.votable.event.VotableLimits;
import java.nio.ByteBuffer;

/** Decompresses gzip within limits; passes other input through unchanged, unless gzip was announced. */
public final class GunzipStage implements ByteStage, AutoCloseable {

    private static final byte FIRST = 0x1f;
    private static final long RATIO_FROM = 32L << 20;

    private enum Form {
        UNKNOWN,
        PLAIN,
        GZIP
    }

    private final boolean announced;
    private final VotableLimits limits;
    private final GzipDecoder gzip = new GzipDecoder();
    private ByteBuffer in = ByteBuffer.allocate(0);
    private Form form = Form.UNKNOWN;
    private long zipped;
    private long unzipped;

    public GunzipStage(boolean announced, VotableLimits limits) {
        this.announced = announced;
        this.limits = limits;
    }

    @Override
    public void feed(byte[] from, int offset, int length) {
        in = ByteBuffer.wrap(from, offset, length);
        zipped += length;
        if (form == Form.GZIP) {
            gzip.feed(in);
        }
    }

    @Override
    public int pull(byte[] into) {
        if (form == Form.UNKNOWN && in.hasRemaining()) {
            recognize(in.get(in.position()));
        }
        return form == Form.GZIP ? unzip(into) : copy(into);
    }

    private void recognize(byte first) {
        form = first == FIRST ? Form.GZIP : Form.PLAIN;
        if (form == Form.GZIP) {
            gzip.feed(in);
        } else if (announced) {
            throw Problem.of(ProblemType.MALFORMED, "The stream is announced as gzip and is not");
        }
    }

    private int copy(byte[] into) {
        int n = Math.min(into.length, in.remaining());
        in.get(into, 0, n);
        return n;
    }

    private int unzip(byte[] into) {
        int n = gzip.pull(into);
        unzipped += n;
        if (unzipped > RATIO_FROM && unzipped / limits.unzipRatio() > zipped) {
            throw VotableLimits.exceeded("a gzip stream that swells more than a document does", limits.unzipRatio());
        }
        if (n == 0) {
            refuse();
        }
        return n;
    }

    private void refuse() {
        if (gzip.place() == GzipDecoder.Place.BEHIND) {
            throw corrupt(gzip.members() > 0 ? "there is something else behind its end" : "its header is invalid");
        }
        gzip.fault().ifPresent(why -> {
            throw corrupt(why);
        });
    }

    @Override
    public void end() {
        if (form == Form.GZIP && gzip.place() != GzipDecoder.Place.BETWEEN) {
            refuse();
            throw corrupt("it ends too early, after " + zipped + " bytes");
        }
    }

    /** Releases native memory. */
    @Override
    public void close() {
        gzip.close();
    }

    private static Problem corrupt(String why) {
        return Problem.of(ProblemType.CORRUPT, "The gzip stream is broken: " + why);
    }
}
