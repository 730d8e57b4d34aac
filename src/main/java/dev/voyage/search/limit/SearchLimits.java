package dev.voyage.search.limit;

import dev.voyage.settings.NumberBounds;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Limits on concurrency and size, for one search and for all of them. */
@ConfigMapping(prefix = "voyage.limits")
public interface SearchLimits {

    /** Concurrent searches; further ones are QUEUED. */
    @WithDefault("16")
    @WithConverter(NumberBounds.PositiveInt.class)
    int searches();

    /** Maximum number of queued searches; further ones are refused. */
    @WithDefault("1000")
    @WithConverter(NumberBounds.NaturalInt.class)
    int queue();

    /** Targets of one search. */
    @WithDefault("1000")
    @WithConverter(NumberBounds.PositiveInt.class)
    int targets();

    /** Catalogues of one search. */
    @WithDefault("20")
    @WithConverter(NumberBounds.PositiveInt.class)
    int catalogues();

    /** Concurrent cone searches and name lookups of one search of several targets or catalogues; concurrent catalogues of one discovery. */
    @WithDefault("4")
    @WithConverter(NumberBounds.PositiveInt.class)
    int cones();

    /** Concurrent link lookups of one search. */
    @WithDefault("4")
    @WithConverter(NumberBounds.PositiveInt.class)
    int lookups();

    /** Observations of one search whose directories are listed concurrently. */
    @WithDefault("4")
    @WithConverter(NumberBounds.PositiveInt.class)
    int listings();

    /** Concurrent downloads of one search. */
    @WithDefault("8")
    @WithConverter(NumberBounds.PositiveInt.class)
    int transfers();

    /** Rows of one search; reading stops at the limit and the search reports it. */
    @WithDefault("100000")
    @WithConverter(NumberBounds.PositiveInt.class)
    int rows();

    /** Bytes that one search may download; further files fail with a problem. Unlimited if not set. */
    Optional<MemorySize> bytesPerSearch();

    /** Running and queued searches of one client; further ones are refused. */
    @WithDefault("200")
    @WithConverter(NumberBounds.PositiveInt.class)
    int searchesPerClient();

    /** Targets of one client's running and queued searches; a search that exceeds it is refused. */
    @WithDefault("10000")
    @WithConverter(NumberBounds.PositiveInt.class)
    int targetsPerClient();

    /** Rows of one client's running and queued searches; reading stops at the limit and the search reports it. */
    @WithDefault("1000000")
    @WithConverter(NumberBounds.PositiveLong.class)
    long rowsPerClient();

    /**
     * Bytes that one client's running and queued searches may download; further files fail with a problem. Unlimited if
     * not set.
     */
    Optional<MemorySize> bytesPerClient();
}
