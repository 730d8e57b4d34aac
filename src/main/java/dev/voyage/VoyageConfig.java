package dev.voyage;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What concerns the whole program. */
@ConfigMapping(prefix = "voyage")
public interface VoyageConfig {

    /** Directory of journals and files. */
    @WithDefault("./data")
    Path data();

    /**
     * Whether the embedded archive answers for Sesame, registry, cone search, DataLink and files.
     */
    @WithDefault("false")
    boolean demo();

    /** Port of the embedded archive on loopback; 0, or where it is taken, a free one. */
    @WithDefault("8079")
    int demoPort();

    /** Pause before each answer of the embedded archive, so that a watcher sees things happen. */
    @WithDefault("0s")
    Duration demoLatency();

    /**
     * Archives mounted here, {@code URL-prefix=directory} pairs such as {@code
     * https://heasarc.gsfc.nasa.gov/FTP/=/FTP/}; the longest prefix wins.
     */
    Optional<List<String>> mounts();

    /**
     * Archives mirrored in buckets, {@code URL-prefix=endpoint} pairs such as {@code
     * https://heasarc.gsfc.nasa.gov/FTP/=https://nasa-heasarc.s3.amazonaws.com/}; the endpoint may
     * be {@code s3://bucket/prefix/} or have the bucket as its first path segment.
     */
    Optional<List<String>> s3();

    /** Where buckets are that links name without an address. */
    @WithDefault("https://{bucket}.s3.{region}.amazonaws.com/")
    String cloudEndpoint();

    /** Where requests may go. */
    Egress egress();

    /** Where requests may go. */
    interface Egress {

        /**
         * Hosts, host:port pairs, addresses or CIDRs that may be reached although they are private
         * or loopback.
         */
        Optional<List<String>> allow();
    }
}
