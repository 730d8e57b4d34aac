package dev.voyage.testsupport;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;

/** Default settings, with the exceptions given by a test. */
public final class Settings {

    private Settings() {}

    /**
     * @param keysAndValues full names and values, alternating
     */
    public static <T> T of(Class<T> mapping, String... keysAndValues) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            given.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(mapping)
                .withSources(new PropertiesConfigSource(given, "test", 100))
                .build()
                .getConfigMapping(mapping);
    }
}
