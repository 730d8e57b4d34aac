package dev.voyage.archive.listing;

import dev.voyage.settings.NumberBounds;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/** Limits of a walk through one directory tree. */
@ConfigMapping(prefix = "voyage.listing")
public interface ListingConfig {

    /** Index pages of one tree read concurrently. */
    @WithDefault("4")
    @WithConverter(NumberBounds.PositiveInt.class)
    int concurrency();

    /** Maximum depth of directories; deeper ones are refused. */
    @WithDefault("20")
    @WithConverter(NumberBounds.UpToHundred.class)
    int depth();

    /** Maximum number of files and directories of one tree; a larger one fails. */
    @WithDefault("200000")
    @WithConverter(NumberBounds.PositiveInt.class)
    int entries();

    /** Maximum number of index pages of one tree; a larger one fails. */
    @WithDefault("20000")
    @WithConverter(NumberBounds.PositiveInt.class)
    int pages();

    /** Maximum size of an index page, in bytes. */
    @WithDefault("16777216")
    @WithConverter(NumberBounds.PositiveInt.class)
    int pageBytes();
}
