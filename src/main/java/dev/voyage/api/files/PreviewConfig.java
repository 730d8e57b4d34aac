package dev.voyage.api.files;

import dev.voyage.settings.NumberBounds;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Bounds of previews of files. */
@ConfigMapping(prefix = "voyage.previews")
public interface PreviewConfig {

    /** Bytes of a file that are read for one preview, decompressed; larger files have none. */
    @WithDefault("2G")
    MemorySize maxBytes();

    /** Pixels of one plane of an image; larger images have no preview. */
    @WithDefault("268435456")
    @WithConverter(NumberBounds.PositiveLong.class)
    long maxPixels();

    /** Time after which a preview is given up. */
    @WithDefault("20s")
    Duration time();

    /** Previews made at the same time; up to 200 more wait. */
    @WithDefault("2")
    @WithConverter(NumberBounds.PositiveInt.class)
    int atOnce();

    /** Bytes of finished previews that are kept in memory. */
    @WithDefault("32M")
    MemorySize cacheBytes();
}
