package dev.voyage.download.source;

/** How a file of a mounted archive is stored in the mirror. */
public enum MountMode {
    /** Byte by byte. */
    COPY,
    /** As a clone that shares its blocks, if the file system can (Btrfs, XFS); else as a copy. */
    CLONE,
    /** As a hard link to the archive's own file, if both are on one file system; else as a clone. */
    LINK
}
