package dev.voyage.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voyage.archive.listing.ListingConfig;
import dev.voyage.download.source.DownloadConfig;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberBoundsTest {

    @ParameterizedTest
    @CsvSource({
        "voyage.listing.concurrency, 0, must be at least 1",
        "voyage.listing.depth, -1, must be at least 0",
        "voyage.listing.depth, 101, must be at most 100",
        "voyage.listing.depth, deep, must be a whole number",
        "voyage.download.disk-floor, -1, must be at least 0",
        "voyage.download.headway, 0, must be at least 1",
        "voyage.listing.pages, 2147483648, must be at most 2147483647"
    })
    void valueOutOfRangeIsRefusedWithItsSetting(String setting, String value, String why) {
        assertThatThrownBy(() -> read(Map.of(setting, value)))
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContaining(setting)
                .hasMessageContaining(why);
    }

    @Test
    void boundsThemselvesAreAccepted() {
        var config = read(Map.of("voyage.listing.depth", "100", "voyage.listing.pages", " 1 "));

        assertThat(config.depth()).isEqualTo(100);
        assertThat(config.pages()).isEqualTo(1);
    }

    private static ListingConfig read(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(ListingConfig.class)
                .withMapping(DownloadConfig.class)
                .withDefaultValues(settings)
                .build()
                .getConfigMapping(ListingConfig.class);
    }
}
