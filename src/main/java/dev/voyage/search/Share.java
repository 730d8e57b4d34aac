package dev.voyage.search;

/** One search's part of what its client may take; given back whole when it is closed, and nothing is counted afterwards. */
final class Share implements AutoCloseable {

    private final Allowance client;
    private final int targets;
    private final Runnable onClose;
    private long rows;
    private long bytes;
    private boolean closed;

    Share(Allowance client, int targets, Runnable onClose) {
        this.client = client;
        this.targets = targets;
        this.onClose = onClose;
    }

    /** Of nobody: everything fits. */
    static Share free() {
        return new Share(Allowance.unlimited(), 0, () -> {});
    }

    /** What earlier lives of the search have brought. */
    synchronized void remember(long rowsBefore, long bytesBefore) {
        if (!closed) {
            client.count(rowsBefore, bytesBefore);
            rows += rowsBefore;
            bytes += bytesBefore;
        }
    }

    /** Whether one more row fits; then it is counted. */
    synchronized boolean takesRow() {
        if (closed) {
            return true;
        } else if (!client.takesRow()) {
            return false;
        }
        rows++;
        return true;
    }

    boolean isFullOfRows() {
        return client.isFullOfRows();
    }

    long mostRows() {
        return client.mostRows();
    }

    /** Whether the search may have this many bytes in all; then they are counted. Fewer than before always fit. */
    synchronized boolean takesBytes(long all) {
        if (closed) {
            return true;
        } else if (!client.takesBytes(bytes, all)) {
            return false;
        }
        bytes = all;
        return true;
    }

    /** The search has this many bytes in all, whether they fit or not. */
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
