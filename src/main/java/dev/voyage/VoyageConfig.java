package dev.voyage;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of the whole program. */
@ConfigMapping(prefix = "voyage")
public interface VoyageConfig {

    /** Directory of the journal and the files; as a command or service of its own, voyage chooses one (above). */
    @WithDefault("./data")
    Path data();

    /** Whether the embedded archive replaces Sesame, registry, cone search, DataLink and file servers. */
    @WithDefault("false")
    boolean demo();

    /** Port of the embedded archive on loopback; 0, or a port in use, selects a free one. */
    @WithDefault("8079")
    int demoPort();

    /** Delay of each response of the embedded archive, for demonstrations. */
    @WithDefault("0s")
    Duration demoLatency();

    /**
     * Mounted archives, as {@code URL-prefix=directory} pairs such as {@code https://heasarc.gsfc.nasa.gov/FTP/=/FTP/};
     * the longest prefix applies.
     */
    Optional<List<String>> mounts();

    /**
     * Archives mirrored in buckets, as {@code URL-prefix=endpoint} pairs such as {@code
     * https://heasarc.gsfc.nasa.gov/FTP/=https://nasa-heasarc.s3.amazonaws.com/}; the endpoint may be {@code
     * s3://bucket/prefix/} or have the bucket as its first path segment.
     */
    Optional<List<String>> s3();

    /** Address of buckets that links name without an address. */
    @WithDefault("https://{bucket}.s3.{region}.amazonaws.com/")
    String cloudEndpoint();

    /** Egress policy. */
    Egress egress();

    /** The destinations that requests may reach. */
    interface Egress {

        /** Hosts, host:port pairs, addresses or CIDR blocks that may be reached although they are private or loopback. */
        Optional<List<String>> allow();
    }
}
