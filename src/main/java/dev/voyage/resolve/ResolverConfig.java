package dev.voyage.resolve;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Whom we ask for the position of a name, and how long we believe the answer. */
@ConfigMapping(prefix = "voyage.resolver")
public interface ResolverConfig {

    /** Sesame bases, tried in order: CDS, CfA. */
    @WithDefault("https://cds.unistra.fr/cgi-bin/nph-sesame,https://vizier.cfa.harvard.edu/viz-bin/nph-sesame")
    List<URI> urls();

    /** Longest wait for the whole answer of one of them. */
    @WithDefault("10s")
    Duration timeout();

    /** How long a position is used again without asking. */
    @WithDefault("1d")
    Duration cache();

    /** How long a name that nobody knew is not asked again. */
    @WithDefault("5m")
    Duration negativeCache();

    /** Names remembered at most. */
    @WithDefault("10000")
    @Min(1)
    int cacheSize();
}
