package dev.voyage.registry;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whom we ask for cone searches, how long we believe the answer, and what to do without one. */
@ConfigMapping(prefix = "voyage.registry")
public interface RegistryConfig {

    /** RegTAP bases, tried in order; what stands before {@code /sync}. */
    @WithDefault("http://reg.g-vo.org/tap,http://dc.g-vo.org/tap,http://gavo.aip.de/tap,"
            + "http://voparis-rr.obspm.fr/tap,"
            + "https://mast.stsci.edu/vo-tap/api/v0.1/registry,"
            + "https://registry.euro-vo.org/regtap/tap")
    List<URI> urls();

    /** Longest wait for the whole answer of one of them. */
    @WithDefault("30s")
    Duration timeout();

    /** How long an answer is used again without asking; older ones serve when nobody answers. */
    @WithDefault("1d")
    Duration maxAge();

    /** Cone searches to use when no registry answers and none ever did, by ivoid. */
    Map<String, URI> fallback();

    /**
     * The same for all of HEASARC's catalogues, {@code {table}} standing for the name; empty for
     * none.
     */
    @WithDefault("https://heasarc.gsfc.nasa.gov/xamin/vo/cone?showoffsets&table={table}&")
    Optional<String> heasarcFallback();
}
