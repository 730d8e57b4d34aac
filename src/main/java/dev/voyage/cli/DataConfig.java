package dev.voyage.cli;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** Where things are kept, to tell people. */
@ConfigMapping(prefix = "voyage")
interface DataConfig {

    /** Directory of journals and files. */
    @WithDefault("./data")
    Path data();
}
