package dev.voyage.search.limit;

/** One search's share of its client's quota; returned completely when closed, and nothing is counted afterwards. */
public final class QuotaLease implements AutoCloseable {

    private final ClientQuota client;
    private final int targets;
    private final Runnable onClose;
    private long rows;
    private long bytes;
    private boolean closed;

    QuotaLease(ClientQuota client, int targets, Runnable onClose) {
        this.client = client;
        this.targets = targets;
        this.onClose = onClose;
    }

    /** A lease without a client: everything fits. */
    static QuotaLease free() {
        return new QuotaLease(ClientQuota.unlimited(), 0, () -> {});
    }

    /** Counts the rows and bytes of earlier runs of the search. */
    public synchronized void remember(long rowsBefore, long bytesBefore) {
        if (!closed) {
            client.count(rowsBefore, bytesBefore);
            rows += rowsBefore;
            bytes += bytesBefore;
        }
    }

    /** Whether one more row fits; then it is counted. */
    public synchronized boolean takesRow() {
        if (closed) {
            return true;
        } else if (!client.takesRow()) {
            return false;
        }
        rows++;
        return true;
    }

    public boolean isFullOfRows() {
        return client.isFullOfRows();
    }

    public long mostRows() {
        return client.mostRows();
    }

    /** Whether the search may have this total number of bytes; then they are counted. Fewer than before always fit. */
    synchronized boolean takesBytes(long all) {
        if (closed) {
            return true;
        } else if (!client.takesBytes(bytes, all)) {
            return false;
        }
        bytes = all;
        return true;
    }

    /** Sets the search's total number of bytes, whether they fit or not. */
    synchronized void hasBytes(long all) {
        if (!closed) {
            client.count(0, all - bytes);
            bytes = all;
        }
    }

    boolean isFullOfBytes() {
        return client.isFullOfBytes();
    }

    long mostBytes() {
        return client.mostBytes();
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            client.end(targets, rows, bytes);
            onClose.run();
        }
    }
}
