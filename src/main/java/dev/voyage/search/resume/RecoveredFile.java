package dev.voyage.search.resume;

import dev.voyage.download.source.SizeProbe;
import java.net.URI;

/** A file that was reported in an earlier run of the search, and its state at the end of that run. */
public final class RecoveredFile {

    /** The state of the file. */
    public enum State {
        /** Its size was recorded, for a plan. */
        MEASURED,
        /** Found, but not fetched yet. */
        OPEN,
        /** Fetched, or already present. */
        HERE,
        /** It belongs to another observation. */
        DUPLICATE,
        /** The patterns exclude it. */
        EXCLUDED,
        /** It turned out to be a directory. */
        DIRECTORY,
        FAILED
    }

    private final String path;
    private final URI url;
    private State state = State.OPEN;
    private long bytes;
    private SizeProbe measured;

    RecoveredFile(String path, URI url) {
        this.path = path;
        this.url = url;
    }

    public String path() {
        return path;
    }

    public URI url() {
        return url;
    }

    public State state() {
        return state;
    }

    public boolean isOpen() {
        return state == State.OPEN;
    }

    /** Whether it was fetched, was already present, or failed: no other file of the same address is fetched then. */
    public boolean isDealtWith() {
        return state == State.HERE || state == State.FAILED;
    }

    /** The number of bytes fetched for it. */
    public long bytes() {
        return bytes;
    }

    /** For a file of a plan. */
    public SizeProbe measured() {
        return measured;
    }

    void became(SizeProbe now) {
        state = State.MEASURED;
        measured = now;
    }

    void became(State now, long fetched) {
        state = now;
        bytes = fetched;
    }
}
