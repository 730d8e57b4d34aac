package dev.voyage.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.testsupport.SetClock;
import dev.voyage.testsupport.Settings;
import dev.voyage.testsupport.WaitLimit;
import dev.voyage.testsupport.http.MirrorsHttp;
import dev.voyage.testsupport.http.Overheard;
import dev.voyage.testsupport.http.PlainClients;
import dev.voyage.votable.VotableReader;
import dev.voyage.votable.event.VotableLimits;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which service of a record is its search for images. */
class DataServicesTest {

    private static final String HOST = "gavo.test";
    private static final String SIA2 = "ivo://ivoa.net/std/sia#query-2.0";
    private static final String AUXILIARY = "ivo://ivoa.net/std/sia#query-aux-2.0";

    private final MirrorsHttp http = new MirrorsHttp();

    @TempDir
    Path directory;

    private static List<String> row(String standard, String type, String locked, String url) {
        return List.of(standard, type, "std", "base", locked, url);
    }

    private List<DataServices.Found> all(String catalogue, List<List<String>> rows) {
        http.answers(HOST, 200, Tap.interfaces(rows).getBytes(UTF_8));
        return new Registry(
                        PlainClients.regtap(http),
                        new VotableReader(VotableLimits.DEFAULT),
                        Settings.of(RegistryConfig.class),
                        List.of(URI.create("http://gavo.test/tap")),
                        directory,
                        new SetClock())
                .dataServices()
                .find(catalogue, List.of(DataProtocol.SIA2, DataProtocol.SSA), new Overheard().context())
                .await()
                .atMost(WaitLimit.TIME);
    }

    private Optional<DataServices.Found> found(String catalogue, List<List<String>> rows) {
        return all(catalogue, rows).stream().findFirst();
    }

    @ParameterizedTest
    @CsvSource({
        "ivo://ivoa.net/std/sia#query-2.0, vs:paramhttp, 0, https://a.test/q, true",
        "ivo://ivoa.net/std/SIA#query-2.1, vs:ParamHTTP, 0, https://a.test/q, true",
        "ivo://ivoa.net/std/sia#query-2.0, vr:webbrowser, 0, https://a.test/q, false",
        "ivo://ivoa.net/std/sia#query-2.0, vs:paramhttp, 1, https://a.test/q, false",
        "ivo://ivoa.net/std/sia#query-2.0, vs:paramhttp, 0, ftp://a.test/q, false",
        "ivo://ivoa.net/std/sia, vs:paramhttp, 0, https://a.test/q, false",
        "ivo://ivoa.net/std/sia#aux, vs:paramhttp, 0, https://a.test/q, false",
        "ivo://ivoa.net/std/soda#sync-1.0, vs:paramhttp, 0, https://a.test/q, false",
        "ivo://ivoa.net/std/ssa, vs:paramhttp, 0, https://a.test/q, true",
        "ivo://ivoa.net/std/SSA#query-1.1, vs:paramhttp, 0, https://a.test/q, true",
        "ivo://ivoa.net/std/ssap, vs:paramhttp, 0, https://a.test/q, false",
        "ivo://ivoa.net/std/ssa, vs:webservice, 0, https://a.test/q, false",
    })
    void itIsOpenToAllAndOfVersionTwo(String standard, String type, String locked, String url, boolean usable) {
        Optional<DataServices.Found> found = found("ivo://abc/b", List.of(row(standard, type, locked, url)));

        assertThat(found.isPresent()).isEqualTo(usable);
        assertThat(URLDecoder.decode(http.asks().get(0).text(), UTF_8))
                .contains(
                        "ivoid='ivo://abc/b'",
                        "LIKE 'ivo://ivoa.net/std/sia#query-%'",
                        "LIKE 'ivo://ivoa.net/std/ssa%'");
    }

    @Test
    void itsOwnServiceIsBetterThanOneWithOtherCollections() {
        List<String> shared = row(AUXILIARY, "vs:paramhttp", "0", "https://a.test/all");
        List<String> own = row(SIA2, "vs:paramhttp", "0", "http://a.test/own?c=1&");
        DataServices.Found both = found("ivo://ABC/b", List.of(shared, own)).orElseThrow();
        DataServices.Found one = found("ivo://abc/b", List.of(shared)).orElseThrow();

        assertThat(both.service().accessUrl()).hasToString("http://a.test/own?c=1&");
        assertThat(both.service().ivoid()).isEqualTo("ivo://abc/b");
        assertThat(both.service().registry()).isEqualTo(HOST);
        assertThat(both.isShared()).isFalse();
        assertThat(one.isShared()).isTrue();
    }

    @Test
    void imagesComeBeforeSpectra() {
        List<String> spectra = row("ivo://ivoa.net/std/ssa#aux", "vs:paramhttp", "0", "https://a.test/ssa");
        List<String> images = row(SIA2, "vs:paramhttp", "0", "https://a.test/sia2");

        assertThat(all("ivo://abc/b", List.of(spectra, images)))
                .extracting(DataServices.Found::protocol)
                .containsExactly(DataProtocol.SIA2, DataProtocol.SSA);
        assertThat(found("ivo://abc/b", List.of(spectra)).orElseThrow().isShared())
                .isTrue();
    }

    @Test
    void aUrlIsTheServiceAndATableHasNone() {
        assertThat(found("https://a.test/sia2", List.of())).hasValueSatisfying(found -> {
            assertThat(found.service().registry()).isEqualTo("given");
            assertThat(found.protocol()).isEqualTo(DataProtocol.SIA2);
        });
        assertThat(found("ivo://abc/b#t", List.of(row(SIA2, "vs:paramhttp", "0", "https://a.test/q"))))
                .isEmpty();
        assertThat(http.asks()).isEmpty();
    }

    @Test
    void aRegistryThatDoesNotAnswerIsNoAnswer() {
        http.isDown(HOST);
        var failure = org.assertj.core.api.Assertions.catchThrowableOfType(Problem.class, () -> new Registry(
                        PlainClients.regtap(http),
                        new VotableReader(VotableLimits.DEFAULT),
                        Settings.of(RegistryConfig.class),
                        List.of(URI.create("http://gavo.test/tap")),
                        directory,
                        new SetClock())
                .dataServices()
                .find("ivo://abc/b", List.of(DataProtocol.SIA2), new Overheard().context())
                .await()
                .atMost(WaitLimit.TIME));

        assertThat(failure.kind()).isEqualTo(ProblemType.UNAVAILABLE);
    }
}
