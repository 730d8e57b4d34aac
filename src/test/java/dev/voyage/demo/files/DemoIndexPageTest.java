package dev.voyage.demo.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemoIndexPageTest {

    private static final Instant TIME = Instant.parse("2020-11-06T20:20:59Z");

    @Test
    void aPageIsByteForByteWhatHeasarcServed() throws IOException {
        List<DemoIndexPage.Entry> entries = new ArrayList<>();
        for (String name : List.of("auxil/", "event_cl/", "event_uf/", "hk/")) {
            entries.add(new DemoIndexPage.Entry(name, TIME, -1));
        }
        entries.add(new DemoIndexPage.Entry("nu80002092008.cat.gz", TIME, 3482));
        entries.add(new DemoIndexPage.Entry("pipe.log", TIME, 1_782_579));

        try (var fixture =
                getClass().getResourceAsStream("/fixtures/06-listing/heasarc-real/nustar-80002092008-index.html")) {
            assertThat(DemoIndexPage.page("/FTP/nustar/data/obs/00/8/80002092008", entries))
                    .isEqualTo(new String(fixture.readAllBytes(), StandardCharsets.ISO_8859_1));
        }
    }

    @Test
    void longNamesAreShortenedInTheTextOnly() {
        String page =
                DemoIndexPage.page("/FTP/x", List.of(new DemoIndexPage.Entry("nu60061044002A01_gti.fits.gz", TIME, 5)));

        assertThat(page)
                .contains("<a href=\"nu60061044002A01_gti.fits.gz\">nu60061044002A01_gti.fi..&gt;</a>"
                        + " 2020-11-06 20:20    5   \n");
    }

    @Test
    void sizesAreRoundedToFourCharacters() {
        assertThat(List.of(0L, 972L, 973L, 1024L, 3482L, 9_999L, 10_240L, 147_000L, 1_782_579L))
                .extracting(DemoIndexPage::size)
                .containsExactly("  0 ", "972 ", "1.0K", "1.0K", "3.4K", "9.8K", " 10K", "144K", "1.7M");
    }
}
