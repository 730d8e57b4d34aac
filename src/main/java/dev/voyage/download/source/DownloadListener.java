package dev.voyage.download.source;

/** Counts received files and bytes; called on any thread, must not block. */
public interface DownloadListener {

    /** Counts nothing. */
    DownloadListener NONE = new DownloadListener() {};

    /** A transfer has begun; {@link #ended} follows. */
    default void begun() {}

    /**
     * More bytes of a file have been received.
     *
     * @param source the kind of source, see {@link FileSource#word}
     */
    default void received(String source, long bytes) {}

    /** A transfer has ended, with any outcome. */
    default void ended() {}
}
