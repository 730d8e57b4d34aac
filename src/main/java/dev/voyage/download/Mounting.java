package dev.voyage.download;

/** How a file of a mounted archive comes into the mirror. */
public enum Mounting {
    /** Byte by byte. */
    COPY,
    /** As a clone that shares its blocks, where the file system can (Btrfs, XFS); else as a copy. */
    CLONE,
    /** As a hard link to the archive's own file, where both are on one file system; else as a clone. */
    LINK
}
