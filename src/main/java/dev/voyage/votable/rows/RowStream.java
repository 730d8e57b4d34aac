package dev.voyage.votable.rows;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import dev.voyage.votable.decode.Base64Text;
import dev.voyage.votable.decode.GunzipStage;
import dev.voyage.votable.event.VotableEvent;
import dev.voyage.votable.event.VotableLimits;
import java.util.Locale;

/**
 * The content of a STREAM, inline or fetched from its href: base64, possibly gzip, then rows (VOTable 1.5, section
 * 5.3). Rows are made one by one as they are requested.
 */
public final class RowStream implements AutoCloseable {

    private final String href;
    private final RowDecoder decoder;
    private final VotableLimits limits;
    private final Base64Text base64;
    private final GunzipStage unzip;
    private final byte[] unzipped;
    private char[] latin = {};
    private byte[] waiting = {};
    private int from;
    private int length;
    private long bytes;
    private boolean over;
    private boolean done;

    public RowStream(String href, String encoding, boolean isFits, RowDecoder decoder, VotableLimits limits) {
        String wanted = encoding.toLowerCase(Locale.ROOT);
        boolean known = wanted.isEmpty() || wanted.equals("base64") || wanted.equals("gzip");
        boolean plain = !href.isEmpty() && (wanted.equals("none") || wanted.equals("dynamic"));
        if (!known && !plain) {
            throw Problem.of(
                    ProblemType.MALFORMED,
                    "The STREAM's encoding " + QuotedText.of(encoding) + " is not one we can read");
        }
        this.href = href;
        this.decoder = decoder;
        this.limits = limits;
        // content inside XML can only be base64, whatever the encoding attribute is
        this.base64 = href.isEmpty() || wanted.equals("base64") ? new Base64Text() : null;
        boolean gzip = wanted.equals("gzip");
        this.unzip = gzip || isFits ? new GunzipStage(gzip, limits) : null;
        this.unzipped = new byte[unzip == null ? 0 : 1 << 14];
    }

    /** The address of the bytes, or empty: inline. */
    public String href() {
        return href;
    }

    /** Inline content; only when {@link #next} has returned null. */
    public void text(char[] chars, int offset, int count) {
        int n = base64.decode(chars, offset, count);
        hold(base64.bytes(), n);
    }

    /** Content fetched from the href; only when {@link #next} has returned null. */
    public void fetched(byte[] from, int count) {
        if (base64 == null) {
            hold(from, count);
            return;
        }
        if (latin.length < count) {
            latin = new char[count];
        }
        for (int i = 0; i < count; i++) {
            latin[i] = (char) (from[i] & 0xff);
        }
        text(latin, 0, count);
    }

    private void hold(byte[] array, int count) {
        waiting = array;
        from = 0;
        length = count;
    }

    /** The end of the content; the last rows can still be requested. */
    public void end() {
        over = true;
        if (base64 != null) {
            int rest = base64.end();
            hold(base64.bytes(), rest);
        }
    }

    public boolean isDone() {
        return done;
    }

    /** A row, or its refusal; null: needs more content, or has ended. */
    public VotableEvent next() {
        while (true) {
            VotableEvent row = decoder.next();
            if (row != null || done) {
                return row;
            }
            if (unzip != null) {
                int n = unzip.pull(unzipped);
                if (n > 0) {
                    decode(unzipped, 0, n);
                    continue;
                }
            }
            if (length > 0) {
                // in slices, so that a row is emitted before all of a large buffer is copied
                int n = Math.min(length, 1 << 14);
                if (unzip == null) {
                    decode(waiting, from, n);
                } else {
                    unzip.feed(waiting, from, n);
                }
                from += n;
                length -= n;
            } else if (base64 != null && base64.flaw() != null) {
                throw base64.flaw();
            } else if (over) {
                finish();
            } else {
                return null;
            }
        }
    }

    private void decode(byte[] array, int offset, int count) {
        bytes += count;
        if (bytes > limits.documentBytes()) {
            throw VotableLimits.exceeded("too large a stream", limits.documentBytes());
        }
        decoder.feed(array, offset, count);
    }

    private void finish() {
        if (unzip != null) {
            unzip.end();
        }
        decoder.end();
        done = true;
    }

    @Override
    public void close() {
        if (unzip != null) {
            unzip.close();
        }
    }
}
