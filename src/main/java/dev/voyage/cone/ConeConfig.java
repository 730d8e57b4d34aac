package dev.voyage.cone;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How the answers of cone searches are handled. */
@ConfigMapping(prefix = "voyage.cone")
public interface ConeConfig {

    /**
     * Rows outside the radius: {@code reject} reports them without selecting them; with {@code include} the condition
     * alone decides.
     */
    @WithDefault("reject")
    OutsideRows outside();
}
