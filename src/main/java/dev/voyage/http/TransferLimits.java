package dev.voyage.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** How much of the line we take, whomever we ask. */
@ConfigMapping(prefix = "voyage.limits")
public interface TransferLimits {

    /** Bytes that all answers together may bring in a second. No limit when not set. */
    Optional<MemorySize> bytesPerSecond();
}
