package dev.voyage.upstream.politeness;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** The overall download bandwidth. */
@ConfigMapping(prefix = "voyage.limits")
public interface BandwidthConfig {

    /** Bandwidth of all responses together, in bytes per second. Unlimited if not set. */
    Optional<MemorySize> bytesPerSecond();
}
