package dev.voyage.search;

import java.net.URI;

/** A file that was told in an earlier life of the search, and what had become of it by then. */
final class KnownFile {

    /** How far it was. */
    enum State {
        /** Found, no more: it is still to be brought. */
        OPEN,
        /** Brought, or here already. */
        HERE,
        /** Not wanted. */
        LEFT_OUT,
        FAILED
    }

    private final String path;
    private final URI url;
    private State state = State.OPEN;
    private long bytes;

    KnownFile(String path, URI url) {
        this.path = path;
        this.url = url;
    }

    String path() {
        return path;
    }

    URI url() {
        return url;
    }

    State state() {
        return state;
    }

    boolean isOpen() {
        return state == State.OPEN;
    }

    /** That were fetched for it. */
    long bytes() {
        return bytes;
    }

    void became(State now, long fetched) {
        state = now;
        bytes = fetched;
    }
}
