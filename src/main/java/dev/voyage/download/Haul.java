package dev.voyage.download;

/** Who counts what is fetched; told on any thread, must not block. */
public interface Haul {

    /** Nobody counts. */
    Haul NONE = new Haul() {};

    /** A file is under way; {@link #ended} follows. */
    default void begun() {}

    /**
     * More of a file has come.
     *
     * @param source the way by which, see {@link Way#word}
     */
    default void received(String source, long bytes) {}

    /** A file is under way no more, however that ended. */
    default void ended() {}
}
