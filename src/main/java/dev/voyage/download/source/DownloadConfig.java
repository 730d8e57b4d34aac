package dev.voyage.download.source;

import dev.voyage.settings.NumberBounds;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How files are fetched. {@code voyage.http} configures the number of attempts and the pauses. */
@ConfigMapping(prefix = "voyage.download")
public interface DownloadConfig {

    /** Minimum interval of progress events of one file. */
    @WithDefault("500ms")
    Duration pulse();

    /** Maximum size of a file, in bytes. */
    @WithDefault("1099511627776")
    @WithConverter(NumberBounds.PositiveLong.class)
    long largestFile();

    /** Space that stays free on the disk, in bytes. */
    @WithDefault("134217728")
    @WithConverter(NumberBounds.NaturalLong.class)
    long diskFloor();

    /**
     * Whether a file is forced to the disk before it is reported. {@code false} is faster; then a power failure may leave files
     * that were reported empty or missing. After it, each is compared with its SHA-256 before it is used again.
     */
    @WithDefault("true")
    boolean durable();

    /** Bytes that an attempt must receive for its interruption not to count as a failure. */
    @WithDefault("1048576")
    @WithConverter(NumberBounds.PositiveLong.class)
    long headway();

    /**
     * Most connections that one large file uses at once, within the limit of its host and only while no other request waits for
     * that host. 1: each file comes over one connection.
     */
    @WithDefault("4")
    @WithConverter(NumberBounds.PositiveInt.class)
    int rangeConnections();

    /** Size from which a file, or what is left of it, may come over several connections, in bytes. */
    @WithDefault("33554432")
    @WithConverter(NumberBounds.PositiveLong.class)
    long rangeLeastBytes();

    /**
     * Time over which the rate of a file is measured before and after it gets another connection, which it keeps only if the rate
     * grew by half of the ideal. {@code 0s} uses all connections without measuring.
     */
    @WithDefault("1s")
    Duration rangeTrial();

    /**
     * How files of mounted archives are placed in the mirror: {@code copy}, {@code clone} (shares blocks if the file
     * system can, otherwise a copy) or {@code link} (a hard link if possible, otherwise a clone).
     */
    @WithDefault("clone")
    MountMode mounted();
}
