package dev.voyage.registry;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The registries, how long their answers are cached, and the fallback without an answer. */
@ConfigMapping(prefix = "voyage.registry")
public interface RegistryConfig {

    /** RegTAP base addresses, used in order; the part before {@code /sync}. */
    @WithDefault("http://reg.g-vo.org/tap,http://dc.g-vo.org/tap,http://gavo.aip.de/tap,"
            + "http://voparis-rr.obspm.fr/tap,"
            + "https://mast.stsci.edu/vo-tap/api/v0.1/registry,"
            + "https://registry.euro-vo.org/regtap/tap")
    List<URI> urls();

    /** Timeout for the whole response of one of them. */
    @WithDefault("30s")
    Duration timeout();

    /** Lifetime of a cached answer; older ones are used if no registry responds. */
    @WithDefault("1d")
    Duration maxAge();

    /** The use of the coverages of catalogues: {@code check} or {@code ignore}. */
    @WithDefault("check")
    CoverageUse coverage();

    /** Cone searches by ivoid, used if no registry responds and no answer is cached. */
    Map<String, URI> fallback();

    /** The same for all catalogues of HEASARC, with {@code {table}} in place of the name; empty for none. */
    @WithDefault("https://heasarc.gsfc.nasa.gov/xamin/vo/cone?showoffsets&table={table}&")
    Optional<String> heasarcFallback();
}
