package dev.voyage.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.testsupport.WaitLimit;
import dev.voyage.testsupport.http.MirrorsHttp;
import dev.voyage.testsupport.http.PlainClients;
import dev.voyage.upstream.RequestContext;
import dev.voyage.votable.VotableReader;
import dev.voyage.votable.event.VotableLimits;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeywordQueryTest {

    private static final List<String> COLUMNS =
            List.of("ivoid", "short_name", "res_title", "res_description", "waveband", "standard_id", "access_url");

    private final MirrorsHttp http = new MirrorsHttp();

    @Test
    void theRowsOfARecordBecomeOneCatalogueAndTheOneCalledSoComesFirst() {
        http.answers(
                "gavo.test",
                Tap.answer(
                        COLUMNS,
                        List.of(
                                row("ivo://a/x", "X", "All of NuSTAR", "https://x.test/?"),
                                row("ivo://a/nu", "NUSTAR", "Master", "https://nu.test/?"),
                                row("ivo://a/nu", "NUSTAR", "Master", "http://nu.test/?"),
                                row("ivo://a/nu", "NUSTAR", "Master", "http://nu.test/?"),
                                row("ivo://a/w", "W", "Other", "https://w.test/?"))));

        var found = search("NuSTAR", 2);

        assertThat(found).extracting(Catalogue::ivoid).containsExactly("ivo://a/nu", "ivo://a/x");
        assertThat(found.get(0).waveband()).containsExactly("x-ray", "gamma-ray");
        assertThat(found.get(0).description()).isNull();
        assertThat(found.get(0).services())
                .containsExactly(
                        new Catalogue.Service(Tap.CONE, "https://nu.test/?"),
                        new Catalogue.Service(Tap.CONE, "http://nu.test/?"));
    }

    @Test
    void everyWordMustStandSomewhereAndNoneLeavesItsQuotes() {
        http.answers("gavo.test", Tap.answer(COLUMNS, List.of()));

        assertThat(search("x' OR '1'='1 100%_\\", 10)).isEmpty();

        String adql = URLDecoder.decode(http.asks().get(0).text(), StandardCharsets.UTF_8);
        assertThat(adql)
                .contains(
                        "SELECT TOP 50 ",
                        "ivo_hasword(res_title, 'x''')",
                        "ivo_nocasematch(short_name, '%x''%')",
                        "ivo_hasword(res_title, '''1''=''1')",
                        "ivoid LIKE '%100_%'");
        assertThat(adql.chars().filter(c -> c == '\'').count() % 2).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a\u0000", "1 2 3 4 5 6 7 8 9"})
    void whatAreNoKeywordsIsRefused(String keywords) {
        var problem = catchThrowableOfType(Problem.class, () -> search(keywords, 10));

        assertThat(problem.kind()).isEqualTo(ProblemType.BAD_PARAMETER);
        assertThat(problem.members()).containsEntry("parameter", "keywords");
    }

    @Test
    void aLimitBelowOneIsRefusedAndALargeOneIsCapped() {
        http.answers("gavo.test", Tap.answer(COLUMNS, List.of()));

        assertThat(catchThrowableOfType(Problem.class, () -> search("a", 0)).members())
                .containsEntry("parameter", "limit");
        search("a", 1_000_000);

        assertThat(http.asks().get(0).text()).contains("TOP%201000%20");
    }

    private List<Catalogue> search(String keywords, int limit) {
        var bases = List.of(URI.create("http://gavo.test/tap"));
        var config = new RegistryTest.Config(
                bases, Duration.ofSeconds(5), Duration.ofDays(1), CoverageUse.CHECK, Map.of(), Optional.empty());
        return new Registry(
                        PlainClients.regtap(http),
                        new VotableReader(VotableLimits.DEFAULT),
                        config,
                        bases,
                        Path.of("unused"),
                        Clock.systemUTC())
                .search(keywords, limit, RequestContext.NONE)
                .await()
                .atMost(WaitLimit.TIME);
    }

    private static List<String> row(String ivoid, String name, String title, String url) {
        return List.of(ivoid, name, title, "", "x-ray#gamma-ray", Tap.CONE, url);
    }
}
