package dev.voyage.download;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How files are fetched. How often, and with which pauses, is {@code voyage.http}'s. */
@ConfigMapping(prefix = "voyage.download")
public interface DownloadConfig {

    /** Shortest time between two signs of progress of one file. */
    @WithDefault("500ms")
    Duration pulse();

    /** Largest file taken, in bytes. */
    @WithDefault("1099511627776")
    @Min(1)
    long largestFile();

    /** Bytes that must stay free on the disk. */
    @WithDefault("134217728")
    @Min(0)
    long diskFloor();

    /** A try that brought at least so many bytes is not counted as failed when it breaks off. */
    @WithDefault("1048576")
    @Min(1)
    long headway();

    /**
     * How files of a mounted archive are taken: {@code copy}, {@code clone} (where the file system
     * can, else a copy) or {@code link} (a hard link where it can, else a clone).
     */
    @WithDefault("clone")
    Mounting mounted();
}
