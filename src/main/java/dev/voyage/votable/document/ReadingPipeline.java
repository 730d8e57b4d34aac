package dev.voyage.votable.document;

import dev.voyage.votable.decode.GunzipStage;
import dev.voyage.votable.decode.Utf8Boundary;
import dev.voyage.votable.decode.Utf8Transcoder;
import dev.voyage.votable.event.VotableEvent;
import dev.voyage.votable.event.VotableLimits;
import dev.voyage.votable.rows.RowStream;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * The reading of one document: it is fed a buffer, and makes events of it one by one as they are requested, so that
 * neither a large buffer nor its decompressed content is ever held as rows.
 */
public final class ReadingPipeline implements AutoCloseable {

    private static final int PIECE = 1 << 14;

    private final VotableLimits limits;
    private final GunzipStage transport; // by Content-Encoding, or a .gz
    private final GunzipStage unzip; // both at once: a .gz that is compressed again for transfer
    private final Utf8Transcoder utf8 = new Utf8Transcoder();
    private final PrologueSkipper prologue;
    private final DocumentReader document;
    private final byte[] raw = new byte[PIECE];
    private final byte[] once = new byte[PIECE];
    private final byte[] unzipped = new byte[PIECE];
    private final byte[] decoded = new byte[PIECE];
    private final byte[] xml = new byte[PIECE];
    private final Utf8Boundary characters = new Utf8Boundary(PIECE);
    private byte[] fetched = {};
    private ByteBuffer buffer = ByteBuffer.allocate(0);
    private ByteBuffer fetchedBuffer = ByteBuffer.allocate(0);
    private long bytes;
    private int ended;
    private boolean over;

    public ReadingPipeline(VotableLimits limits) {
        this.limits = limits;
        this.transport = new GunzipStage(false, limits);
        this.unzip = new GunzipStage(false, limits);
        this.document = new DocumentReader(limits);
        this.prologue = new PrologueSkipper(limits, document);
    }

    /** The next bytes of the document; only when the events of those before have been consumed. */
    public void feed(ByteBuffer next) {
        buffer = next.duplicate();
    }

    /** The end of the document; its last events can still be requested. */
    public void end() {
        over = true;
    }

    /** The href to fetch before the document can continue; null: none. */
    public String wanted() {
        RowStream stream = document.wanted();
        return stream == null ? null : stream.href();
    }

    /** The next bytes of the {@link #wanted} stream. */
    public void feedFetched(ByteBuffer next) {
        fetchedBuffer = next.duplicate();
    }

    /** The end of the {@link #wanted} stream; its last rows can still be requested. */
    public void endFetched() {
        document.wanted().end();
    }

    /** The events of the bytes fed so far, lazily; each call continues where the previous one stopped. */
    public Iterator<VotableEvent> events() {
        return new Iterator<>() {
            private VotableEvent next;

            @Override
            public boolean hasNext() {
                next = next == null ? ReadingPipeline.this.next() : next;
                return next != null;
            }

            @Override
            public VotableEvent next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                VotableEvent event = next;
                next = null;
                return event;
            }
        };
    }

    private VotableEvent next() {
        while (true) {
            VotableEvent event = document.next();
            if (event != null) {
                return event;
            }
            boolean more = document.wanted() == null ? advance() : fetch();
            if (!more) {
                return null;
            }
        }
    }

    private boolean fetch() {
        int n = Math.min(PIECE, fetchedBuffer.remaining());
        if (fetched.length == 0) {
            fetched = new byte[PIECE]; // most documents contain their rows themselves
        }
        fetchedBuffer.get(fetched, 0, n);
        if (n > 0) {
            document.wanted().fetched(fetched, n);
        }
        return n > 0;
    }

    /** Moves bytes one stage further, the last stage first; false: there are none. */
    private boolean advance() {
        int n = prologue.pull(xml);
        if (n > 0) {
            feedDocument(characters.join(xml, n));
            return true;
        }
        n = utf8.pull(decoded);
        if (n > 0) {
            prologue.feed(decoded, 0, n);
            return true;
        }
        n = unzip.pull(unzipped);
        if (n > 0) {
            bytes += n;
            if (bytes > limits.documentBytes()) {
                throw VotableLimits.exceeded("too many bytes", limits.documentBytes());
            }
            utf8.feed(unzipped, 0, n);
            return true;
        }
        n = transport.pull(once);
        if (n > 0) {
            unzip.feed(once, 0, n);
            return true;
        }
        n = Math.min(PIECE, buffer.remaining());
        if (n > 0) {
            buffer.get(raw, 0, n);
            transport.feed(raw, 0, n);
            return true;
        }
        return over && endNext();
    }

    private void feedDocument(int length) {
        if (length > 0) {
            document.feed(characters.bytes(), length);
        }
    }

    /** Ends one stage after the other: each may emit its last bytes before the next one ends. */
    private boolean endNext() {
        switch (ended++) {
            case 0 -> transport.end();
            case 1 -> unzip.end();
            case 2 -> utf8.end();
            case 3 -> prologue.end();
            case 4 -> feedDocument(characters.rest());
            case 5 -> document.end();
            default -> {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        transport.close();
        unzip.close();
        document.close();
    }
}
