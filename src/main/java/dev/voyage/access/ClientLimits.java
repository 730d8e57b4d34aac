package dev.voyage.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;

/** How much of us one client may have at once: a person who is known, else an address. */
@ConfigMapping(prefix = "voyage.limits")
public interface ClientLimits {

    /** Event streams that are open at once, of all clients. */
    @WithDefault("20000")
    @Min(1)
    int readers();

    /** Event streams that one client has open at once. */
    @WithDefault("12000")
    @Min(1)
    int readersPerClient();

    /** Files, archives, tables and reports that one client is being sent at once. */
    @WithDefault("64")
    @Min(1)
    int downloadsPerClient();

    /** Names and keywords that one client is having looked up at once. */
    @WithDefault("16")
    @Min(1)
    int lookupsPerClient();
}
