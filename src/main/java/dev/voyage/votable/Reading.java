package dev.voyage.votable;

import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * One document being read: it is handed a buffer, and makes events of it one by one as they are
 * asked for, so that neither a large buffer nor what it unzips to is ever held as rows.
 */
final class Reading implements AutoCloseable {

    private static final int PIECE = 1 << 14;

    private final VotableLimits limits;
    private final Unzip transport; // what Content-Encoding says, or a .gz
    private final Unzip unzip; // both at once: a .gz that is sent zipped again
    private final Utf8 utf8 = new Utf8();
    private final Prologue prologue;
    private final Document document;
    private final byte[] raw = new byte[PIECE];
    private final byte[] once = new byte[PIECE];
    private final byte[] unzipped = new byte[PIECE];
    private final byte[] decoded = new byte[PIECE];
    private final byte[] xml = new byte[PIECE];
    private final WholeCharacters characters = new WholeCharacters(PIECE);
    private byte[] fetched = {};
    private ByteBuffer buffer = ByteBuffer.allocate(0);
    private ByteBuffer fetchedBuffer = ByteBuffer.allocate(0);
    private long bytes;
    private int ended;
    private boolean over;

    Reading(VotableLimits limits) {
        this.limits = limits;
        this.transport = new Unzip(false, limits);
        this.unzip = new Unzip(false, limits);
        this.document = new Document(limits);
        this.prologue = new Prologue(limits, document);
    }

    /** The next bytes of the document; only when the events of those before are used up. */
    void feed(ByteBuffer next) {
        buffer = next.duplicate();
    }

    /** The document has ended; its last events may still be asked for. */
    void end() {
        over = true;
    }

    /** The href to fetch before the document can go on; null: none. */
    String wanted() {
        RowStream stream = document.wanted();
        return stream == null ? null : stream.href();
    }

    /** The next bytes of what was {@link #wanted}. */
    void feedFetched(ByteBuffer next) {
        fetchedBuffer = next.duplicate();
    }

    /** What was {@link #wanted} has ended; its last rows may still be asked for. */
    void endFetched() {
        document.wanted().end();
    }

    /** The events that can be made of what was fed, lazily; each call goes on where one stopped. */
    Iterator<VotableEvent> events() {
        return new Iterator<>() {
            private VotableEvent next;

            @Override
            public boolean hasNext() {
                next = next == null ? Reading.this.next() : next;
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
            fetched = new byte[PIECE]; // most documents hold their rows themselves
        }
        fetchedBuffer.get(fetched, 0, n);
        if (n > 0) {
            document.wanted().fetched(fetched, n);
        }
        return n > 0;
    }

    /** Moves bytes one stage on, the last stage first; false: there are none. */
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

    /** One stage after the other: each may give its last bytes before the next one ends. */
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
