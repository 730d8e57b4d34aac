package dev.voyage.resolve;

import dev.voyage.settings.NumberBounds;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** The name resolvers, and how long their answers are cached. */
@ConfigMapping(prefix = "voyage.resolver")
public interface ResolverConfig {

    /** Sesame base addresses, used in order: CDS, CfA. */
    @WithDefault("https://cds.unistra.fr/cgi-bin/nph-sesame,https://vizier.cfa.harvard.edu/viz-bin/nph-sesame")
    List<URI> urls();

    /** Timeout for the whole response of one of them. */
    @WithDefault("10s")
    Duration timeout();

    /** Lifetime of a resolved position in the cache. */
    @WithDefault("1d")
    Duration cache();

    /** Lifetime of an unknown name in the cache. */
    @WithDefault("5m")
    Duration negativeCache();

    /** Maximum number of names in the cache. */
    @WithDefault("10000")
    @WithConverter(NumberBounds.PositiveInt.class)
    int cacheSize();
}
