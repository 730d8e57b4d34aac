package dev.voyage.download.shelf;

import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;
import java.util.OptionalLong;

/** Keeps verified files. All operations fail with {@code STORAGE}. */
public sealed interface FileShelf permits DirectoryShelf, ObjectShelf {

    /** Where files are, for people; empty if they stay in the mirror's directory. */
    Optional<String> name();

    /** Takes over a file that has just been moved to its place; completes when it is durable here. */
    Uni<Void> keep(KeptFile file);

    /**
     * To be called when the record of a file is durable. From now on every removal of files sees the record, and a file that was removed
     * before is stored once more.
     */
    Uni<Void> confirm(KeptFile file);

    /** Whether a file of this size is here. */
    Uni<Boolean> has(KeptFile file);

    /** The bytes that can still be added before the disk is at its floor; empty if no limit is known. */
    Uni<OptionalLong> freeBytes();

    /**
     * Opens a file for reading; blocks, like each read.
     *
     * @throws java.nio.file.NoSuchFileException if it is not here
     */
    SeekableByteChannel open(KeptFile file) throws IOException;
}
