package dev.voyage.archive;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** How far one walk through a directory may go. */
@ConfigMapping(prefix = "voyage.listing")
public interface ListingConfig {

    /** Index pages of one walk read at once. */
    @WithDefault("4")
    @Min(1)
    int concurrency();

    /** Directories below each other; a deeper one is refused by name. */
    @WithDefault("20")
    @Min(0)
    @Max(100)
    int depth();

    /** Files and directories of one walk together; with one more the walk ends. */
    @WithDefault("200000")
    @Min(1)
    int entries();

    /** Index pages read in one walk; with one more the walk ends. */
    @WithDefault("20000")
    @Min(1)
    int pages();

    /** Largest index page, in bytes. */
    @WithDefault("16777216")
    @Min(1)
    int pageBytes();
}
