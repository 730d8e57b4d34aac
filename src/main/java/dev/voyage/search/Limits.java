package dev.voyage.search;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.util.Optional;

/** How much is done at once, and at most, in one search and in all of them. */
@ConfigMapping(prefix = "voyage.limits")
public interface Limits {

    /** Searches that run at once; more wait as QUEUED. */
    @WithDefault("16")
    @Min(1)
    int searches();

    /** Searches that may wait; more are refused. */
    @WithDefault("1000")
    @Min(0)
    int queue();

    /** Targets of one search. */
    @WithDefault("1000")
    @Min(1)
    int targets();

    /** Catalogues of one search. */
    @WithDefault("20")
    @Min(1)
    int catalogues();

    /** Cone searches under way at once in one search of several targets or catalogues, with the names resolved for them. */
    @WithDefault("4")
    @Min(1)
    int cones();

    /** Link lookups under way at once in one search. */
    @WithDefault("4")
    @Min(1)
    int lookups();

    /** Observations of one search whose directories are being listed at once. */
    @WithDefault("4")
    @Min(1)
    int listings();

    /** Files of one search that are under way at once. */
    @WithDefault("8")
    @Min(1)
    int transfers();

    /** Rows of one search; reading stops there and says so. */
    @WithDefault("100000")
    @Min(1)
    int rows();

    /** Bytes that one search may bring; files beyond fail by name. No limit when not set. */
    Optional<MemorySize> bytesPerSearch();

    /** Searches of one client that run or wait; more are refused. */
    @WithDefault("200")
    @Min(1)
    int searchesPerClient();

    /** Targets of one client's searches that run or wait; a search with more is refused. */
    @WithDefault("10000")
    @Min(1)
    int targetsPerClient();

    /** Rows of one client's searches that run or wait; reading stops there and says so. */
    @WithDefault("1000000")
    @Min(1)
    long rowsPerClient();

    /** Bytes that one client's searches that run or wait may bring; files beyond fail by name. No limit when not set. */
    Optional<MemorySize> bytesPerClient();
}
