package dev.voyage.coding;

/** The header of one gzip member behind its first two bytes, a byte at a time (RFC 1952, 2.3). */
final class GzipHeader {

    private static final int FIXED = 8;
    private static final int DEFLATE = 8;

    private static final int FHCRC = 2;
    private static final int FEXTRA = 4;
    private static final int FNAME = 8;
    private static final int FCOMMENT = 16;

    private int seen;
    private int parts; // flags of the parts that are still to come
    private int lengthBytes;
    private int extra;
    private int crcBytes;
    private boolean deflate;

    void reset() {
        seen = 0;
        parts = 0;
        lengthBytes = 0;
        extra = 0;
        crcBytes = 0;
        deflate = false;
    }

    /** Whether the compression method is the one that there is; once it has been read. */
    boolean isValid() {
        return seen == 0 || deflate;
    }

    /** Whether this byte was the last one of the header. */
    boolean ends(int next) {
        seen = Math.min(seen + 1, FIXED + 1);
        if (seen <= FIXED) {
            fixed(next);
        } else if ((parts & FEXTRA) != 0) {
            extra(next);
        } else if ((parts & FNAME) != 0) {
            parts = next == 0 ? parts & ~FNAME : parts;
        } else if ((parts & FCOMMENT) != 0) {
            parts = next == 0 ? parts & ~FCOMMENT : parts;
        } else if (++crcBytes == 2) {
            parts &= ~FHCRC;
        }
        return seen >= FIXED && parts == 0;
    }

    private void fixed(int next) {
        if (seen == 1) {
            deflate = next == DEFLATE;
        } else if (seen == 2) {
            parts = next & (FHCRC | FEXTRA | FNAME | FCOMMENT);
        }
    }

    private void extra(int next) {
        if (lengthBytes < 2) {
            extra |= next << (8 * lengthBytes++);
        } else {
            extra--;
        }
        if (lengthBytes == 2 && extra == 0) {
            parts &= ~FEXTRA;
        }
    }
}
