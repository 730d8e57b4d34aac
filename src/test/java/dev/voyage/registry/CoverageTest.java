package dev.voyage.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.sky.SkyCoverage;
import dev.voyage.testsupport.SetClock;
import dev.voyage.testsupport.Settings;
import dev.voyage.testsupport.WaitLimit;
import dev.voyage.testsupport.http.MirrorsHttp;
import dev.voyage.testsupport.http.Overheard;
import dev.voyage.testsupport.http.PlainClients;
import dev.voyage.upstream.Http;
import dev.voyage.votable.VotableReader;
import dev.voyage.votable.event.VotableLimits;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The coverage of a catalogue, from registries with and without rr.stc_spatial. */
class CoverageTest {

    private static final String GAVO = "gavo.test";
    private static final SkyCoverage MOC = SkyCoverage.of("3/594 659").orElseThrow();

    private final MirrorsHttp http = new MirrorsHttp();
    private final SetClock clock = new SetClock();
    private final Overheard notices = new Overheard();

    @TempDir
    Path directory;

    private ConeService numaster(String... settings) {
        return numaster(http, settings);
    }

    private ConeService numaster(Http upstream, String... settings) {
        var bases = List.of(URI.create("http://gavo.test/tap"));
        return new Registry(
                        PlainClients.regtap(upstream),
                        new VotableReader(VotableLimits.DEFAULT),
                        Settings.of(RegistryConfig.class, settings),
                        bases,
                        directory,
                        clock)
                .coneService("numaster", notices.context())
                .await()
                .atMost(WaitLimit.TIME);
    }

    /** Rows of the only cone search, with a coverage and its reference system each. */
    private static String covered(String... coverages) {
        var rows = new ArrayList<List<String>>();
        for (String coverage : coverages) {
            String[] parts = coverage.split("@", -1);
            rows.add(List.of(
                    Tap.CONE,
                    "vs:paramhttp",
                    "std",
                    "0",
                    Tap.NUMASTER,
                    "T",
                    parts[0],
                    parts.length > 1 ? parts[1] : ""));
        }
        return Tap.answer(
                List.of(
                        "standard_id",
                        "intf_type",
                        "intf_role",
                        "authenticated_only",
                        "access_url",
                        "res_title",
                        "coverage",
                        "ref_system_name"),
                rows);
    }

    private List<String> asked() {
        return http.asks().stream()
                .map(ask -> URLDecoder.decode(ask.text(), UTF_8))
                .toList();
    }

    @Test
    void itComesWithTheServiceAndIsKeptWithIt() {
        http.answers(GAVO, covered("3/594 659"));

        assertThat(numaster().coverage()).isEqualTo(MOC);
        assertThat(numaster()).satisfies(again -> {
            assertThat(again.cached()).isTrue();
            assertThat(again.coverage()).isEqualTo(MOC);
        });
        assertThat(asked()).singleElement().asString().contains("NATURAL LEFT OUTER JOIN rr.stc_spatial WHERE ivoid=");
        assertThat(numaster("voyage.registry.coverage", "ignore").coverage()).isNull();
    }

    @Test
    void aRegistryWithoutItIsAskedThePlainQuery() {
        Http older = ask -> {
            http.answers(GAVO, ask.text().contains("stc_spatial") ? Tap.error() : Tap.numaster());
            return http.send(ask);
        };

        assertThat(numaster(older).accessUrl()).hasToString(Tap.NUMASTER);
        assertThat(numaster(older).coverage()).isNull();
        assertThat(asked()).hasSize(2);
        assertThat(asked().get(1)).doesNotContain("stc_spatial");
        assertThat(notices.details()).isEmpty();
    }

    @Test
    void whereItIsIgnoredNobodyIsAsked() {
        http.answers(GAVO, Tap.numaster());

        assertThat(numaster("voyage.registry.coverage", "ignore").coverage()).isNull();
        assertThat(asked()).singleElement().asString().doesNotContain("stc_spatial");
    }

    @Test
    void otherBodiesSeveralCoveragesAndUnreadableOnesDoNotCount() {
        for (String answer : List.of(
                covered("3/594@IAU_MARS2000"),
                covered("3/594", "3/595"),
                covered("CIRCLE 1 2 3"),
                covered("3/594 ".repeat(10_000)),
                covered(""))) {
            http.answers(GAVO, answer);
            assertThat(numaster().coverage()).isNull();
            clock.passes(Duration.ofDays(2));
        }
        http.answers(GAVO, covered("3/594 659", "0/0@IAU_MARS2000", "3/594 659"));
        assertThat(numaster().coverage()).isEqualTo(MOC);
    }
}
