package dev.voyage.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.testsupport.Fixtures;
import dev.voyage.testsupport.SetClock;
import dev.voyage.testsupport.WaitLimit;
import dev.voyage.testsupport.http.MirrorsHttp;
import dev.voyage.testsupport.http.Overheard;
import dev.voyage.testsupport.http.PlainClients;
import dev.voyage.upstream.Http;
import dev.voyage.votable.VotableReader;
import dev.voyage.votable.event.VotableLimits;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryTest {

    private static final String GAVO = "gavo.test";
    private static final String AIP = "aip.test";
    private static final Duration SOON = WaitLimit.TIME;

    private final MirrorsHttp http =
            new MirrorsHttp().answers(GAVO, Tap.numaster()).isDown(AIP);
    private final SetClock clock = new SetClock();
    private final Overheard notices = new Overheard();

    @TempDir
    Path directory;

    @Test
    void aTableOfHeasarcIsAskedByItsIvoid() {
        var service = coneService("NuMaster");

        assertThat(service)
                .isEqualTo(new ConeService(
                        "ivo://nasa.heasarc/numaster",
                        "NuSTAR Master Catalog",
                        URI.create(Tap.NUMASTER),
                        GAVO,
                        false,
                        Duration.ZERO));
        var ask = http.asks().get(0);
        assertThat(ask.uri()).hasToString("http://gavo.test/tap/sync");
        assertThat(ask.method()).isEqualTo("POST");
        assertThat(URLDecoder.decode(ask.text(), UTF_8))
                .contains("REQUEST=doQuery", "LANG=ADQL", "ivoid='ivo://nasa.heasarc/numaster'");
        assertThat(notices.hosts()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"False, true", "false, true", "no, true", "-, true", "2147483648, true", "True, false", "yes, false"})
    void aLockSaidInWordsCostsNoInterface(String locked, boolean open) {
        http.answers(
                GAVO,
                200,
                Tap.numaster()
                        .replace(
                                "name=\"authenticated_only\" datatype=\"char\" arraysize=\"*\"",
                                "name=\"authenticated_only\" datatype=\"int\"")
                        .replace("<TD>0</TD>", "<TD>" + locked + "</TD>")
                        .getBytes(UTF_8));

        if (open) {
            assertThat(coneService("numaster").accessUrl()).hasToString(Tap.NUMASTER);
        } else {
            assertThat(problem("numaster").detail()).contains("only a cone search with a login");
        }
        assertThat(notices.details()).singleElement().asString().contains("authenticated_only", locked);
    }

    @Test
    void anAnswerWithARowThatCannotBeReadIsNotBelieved() {
        http.answers(
                GAVO, 200, Tap.numaster().replaceFirst("<TR>.*</TR>", "<TR/>").getBytes(UTF_8));
        http.answers(AIP, Tap.numaster());

        assertThat(coneService("numaster").registry()).isEqualTo(AIP);
        assertThat(notices.details().get(0)).contains("0 cells for 7 columns");
    }

    private static String severalCones() {
        return Tap.interfaces(List.of(
                List.of(Tap.CONE, "vs:paramhttp", "std", "base", "0", "http://v.test/cone/I/1/b?"),
                List.of(Tap.CONE, "vs:paramhttp", "std", "base", "0", "http://v.test/cone/I/1/a?")));
    }

    @Test
    void severalConeSearchesOfARecordAreAnErrorThatIsNotKept() {
        http.answers(GAVO, severalCones());

        assertThat(problem("ivo://v.test/I/1").kind()).isEqualTo(ProblemType.AMBIGUOUS_CATALOGUE);
        assertThat(http.asks().stream().map(ask -> URLDecoder.decode(ask.text(), UTF_8)))
                .hasSize(2)
                .anyMatch(body -> body.contains("FROM rr.res_table WHERE ivoid='ivo://v.test/i/1'"));

        var named = coneService("ivo://v.test/I/1#B");
        assertThat(named.accessUrl()).hasToString("http://v.test/cone/I/1/b?");
        assertThat(named.ivoid()).isEqualTo("ivo://v.test/i/1#b");
        assertThat(coneService("ivo://V.test/I/1#b").cached()).isTrue();
        assertThat(coneService("ivo://v.test/I/1#a").accessUrl()).hasToString("http://v.test/cone/I/1/a?");
        assertThat(problem("ivo://v.test/I/1").kind()).isEqualTo(ProblemType.AMBIGUOUS_CATALOGUE);
        assertThat(problem("ivo://v.test/I/1#c").kind()).isEqualTo(ProblemType.UNKNOWN_CATALOGUE);
        assertThat(Registry.identity("ivo://V.test/i/1#A")).isEqualTo(Registry.identity("ivo://v.test/I/1#a"));
        assertThat(Registry.identity("ivo://v.test/i/1#a")).isNotEqualTo(Registry.identity("ivo://v.test/i/1#b"));
    }

    @Test
    void anEmptyAnswerMeansThatThereIsNone() {
        http.answers(GAVO, 200, Fixtures.bytes("reconstructed/registry/regtap-none-tabledata.xml"));

        assertThat(problem("nosuch").kind()).isEqualTo(ProblemType.UNKNOWN_CATALOGUE);
    }

    @ParameterizedTest
    @CsvSource({
        "ivo://NASA.HEASARC/NuMaster, ivo://nasa.heasarc/numaster",
        "' ivo://nasa.heasarc/numaster ', ivo://nasa.heasarc/numaster",
        "a2point, ivo://nasa.heasarc/a2point",
        "ivo://CDS.VizieR/J/A+A/500/1, ivo://cds.vizier/j/a+a/500/1",
        "ivo://x.y-z/o'neill, ivo://x.y-z/o''neill",
    })
    void ivoidsAreTheSameInAnyCase(String catalogue, String sent) {
        coneService(catalogue);

        assertThat(URLDecoder.decode(http.asks().get(0).text().replace("+", "%2B"), UTF_8))
                .contains("ivoid='" + sent + "'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://archive.test/scs?cat=1&x",
                "http://archive.test/cone?showoffsets&table=numaster&",
            })
    void theUrlOfAConeSearchIsTakenAsItIs(String url) {
        var service = coneService(url);

        assertThat(service.accessUrl()).hasToString(url);
        assertThat(service.registry()).isEqualTo("given");
        assertThat(service.ivoid()).isNull();
        assertThat(http.asks()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "nu master",
                "numaster'; drop table rr.resource --",
                "ivo://nasa.heasarc/numaster?60061044002",
                "ivo://x",
                "ivo:///numaster",
                "ftp://archive.test/",
                "https://",
                "https://user:secret@archive.test/scs?",
                "../../etc/passwd",
                "naïve",
                "a\u0000b",
            })
    void whatIsNoCatalogueIsRefusedBeforeAnyRequest(String catalogue) {
        var problem = problem(catalogue);

        assertThat(problem.kind()).isEqualTo(ProblemType.BAD_PARAMETER);
        assertThat(problem.members()).containsEntry("parameter", "catalogue");
        assertThat(problem.detail()).doesNotContain("secret");
        assertThat(http.asks()).isEmpty();
    }

    @Test
    void aLongNameIsRefused() {
        assertThat(problem("ivo://x.y/" + "a".repeat(300)).kind()).isEqualTo(ProblemType.BAD_PARAMETER);
    }

    @Test
    void aRegistryThatAnswersIsBelieved() {
        http.answers(GAVO, Tap.interfaces(List.of()));
        http.answers(AIP, Tap.numaster());

        assertThat(problem("numaster").kind()).isEqualTo(ProblemType.UNKNOWN_CATALOGUE);
        assertThat(http.hosts()).containsExactly(GAVO);
    }

    @Test
    void aConeSearchWithALoginIsNotUsed() {
        http.answers(
                GAVO, Tap.interfaces(List.of(List.of(Tap.CONE, "vs:paramhttp", "std", "base", "1", Tap.NUMASTER))));

        assertThat(problem("numaster").detail()).contains("with a login");
    }

    @ParameterizedTest
    @CsvSource({"500, ''", "503, ''", "429, ''", "400, bad", "200, ''", "200, <html>sorry</html>"})
    void theNextRegistryIsAskedWhenOneGivesNoReadableAnswer(int status, String body) {
        http.answers(GAVO, status, body.getBytes(UTF_8)).answers(AIP, Tap.numaster());

        assertThat(coneService("numaster").registry()).isEqualTo(AIP);
        assertThat(notices.hosts()).containsExactly(GAVO);
    }

    @Test
    void anErrorDocumentAndACutOneAreNoAnswers() {
        String whole = Tap.numaster();
        for (String body : List.of(Tap.error(), whole.substring(0, whole.length() - 60))) {
            http.answers(GAVO, body).answers(AIP, Tap.numaster());

            assertThat(coneService("numaster").registry()).isEqualTo(AIP);
            clock.passes(Duration.ofDays(2));
        }
    }

    @Test
    void silenceIsATimeoutAndHangsUp() {
        http.answersLater(GAVO, new CompletableFuture<>()).answers(AIP, Tap.numaster());

        assertThat(coneService("numaster").registry()).isEqualTo(AIP);
        assertThat(http.hungUp()).succeedsWithin(SOON);
    }

    @Test
    void aKeptAnswerIsUsedForADay() {
        coneService("numaster");
        clock.passes(Duration.ofHours(23));

        var again = coneService("ivo://nasa.heasarc/NUMASTER");

        assertThat(again.cached()).isTrue();
        assertThat(again.age()).isEqualTo(Duration.ofHours(23));
        assertThat(again.accessUrl()).hasToString(Tap.NUMASTER);
        assertThat(again.title()).isEqualTo("NuSTAR Master Catalog");
        assertThat(http.asks()).hasSize(1);

        clock.passes(Duration.ofHours(2));
        assertThat(coneService("numaster").cached()).isFalse();
    }

    @Test
    void anOldAnswerServesWhenEveryRegistryIsDown() {
        coneService("numaster");
        clock.passes(Duration.ofDays(40));
        http.isDown(GAVO);

        var service = coneService("numaster");

        assertThat(service.cached()).isTrue();
        assertThat(service.age()).isEqualTo(Duration.ofDays(40));
        assertThat(service.registry()).isEqualTo(GAVO);
        assertThat(notices.hosts()).containsExactly(GAVO, AIP, GAVO);
        assertThat(notices.details().get(2)).contains("2026-11-22T00:00:00Z");
    }

    @Test
    void whatAnotherRegistrySaidIsNotBelieved() throws IOException {
        coneService("numaster");
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                String demo = Files.readString(file).replace(GAVO, "127.0.0.1:41234");
                Files.writeString(file, demo);
            }
        }

        assertThat(coneService("numaster").cached()).isFalse();
    }

    @Test
    void aBrokenKeptAnswerIsNone() throws IOException {
        coneService("numaster");
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.writeString(file, "{\"ivoid\":");
            }
        }

        assertThat(coneService("numaster").cached()).isFalse();
        assertThat(coneService("numaster").cached()).isTrue();
    }

    @Test
    void anAnswerThatCannotBeKeptIsStillAnAnswer() throws IOException {
        Path file = Files.createFile(directory.resolve("occupied"));

        var service = registry(file.resolve("below"), Optional.empty())
                .coneService("numaster", notices.context())
                .await()
                .atMost(SOON);

        assertThat(service.accessUrl()).hasToString(Tap.NUMASTER);
        assertThat(notices.details()).singleElement().asString().contains("could not be kept");
    }

    @Test
    void theConfiguredAddressServesWhenNothingElseIsKnown() {
        http.isDown(GAVO);

        var heasarc = coneService("numaster");
        var named = coneService("ivo://other.test/CAT");

        assertThat(heasarc.accessUrl()).hasToString(Tap.NUMASTER);
        assertThat(heasarc.registry()).isEqualTo("fallback");
        assertThat(named.accessUrl()).hasToString("https://other.test/scs?");
        assertThat(notices.details()).anyMatch(detail -> detail.contains("configured address"));
    }

    @Test
    void withoutAnyOfThemEachRegistryIsNamed() {
        http.isDown(GAVO);

        var problem = problem("ivo://unknown.test/cat");

        assertThat(problem.kind()).isEqualTo(ProblemType.UNAVAILABLE);
        assertThat(problem.detail()).contains(GAVO, AIP);
    }

    @Test
    void hostileIvoidsBecomeHarmlessFiles() {
        coneService("ivo://x.yz/..%2f..%2f...");

        assertThat(directory).isDirectoryContaining("glob:**/*.json");
        assertThat(directory.getParent().resolve("...json")).doesNotExist();
    }

    private ConeService coneService(String catalogue) {
        return registry(directory, Optional.of(pattern()))
                .coneService(catalogue, notices.context())
                .await()
                .atMost(SOON);
    }

    private Problem problem(String catalogue) {
        return catchThrowableOfType(Problem.class, () -> coneService(catalogue));
    }

    private static String pattern() {
        return "https://heasarc.gsfc.nasa.gov/xamin/vo/cone?showoffsets&table={table}&";
    }

    private Registry registry(Path kept, Optional<String> heasarc) {
        var bases = List.of(URI.create("http://gavo.test/tap/"), URI.create("http://aip.test/tap"));
        var config = new Config(
                bases,
                Duration.ofSeconds(2),
                Duration.ofDays(1),
                CoverageUse.CHECK,
                Map.of("ivo://Other.test/cat", URI.create("https://other.test/scs?")),
                heasarc);
        return new Registry(regtap(http), new VotableReader(VotableLimits.DEFAULT), config, bases, kept, clock);
    }

    /** The client under test. */
    RegtapClient regtap(Http http) {
        return PlainClients.regtap(http);
    }

    record Config(
            List<URI> urls,
            Duration timeout,
            Duration maxAge,
            CoverageUse coverage,
            Map<String, URI> fallback,
            Optional<String> heasarcFallback)
            implements RegistryConfig {}
}
