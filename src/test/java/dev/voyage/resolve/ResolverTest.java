package dev.voyage.resolve;

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
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResolverTest {

    private static final String CDS = "cds.test";
    private static final String CFA = "cfa.test";
    private static final byte[] FOUND = Fixtures.bytes("reconstructed/sesame/3c105-ox-SNV.xml");
    private static final byte[] UNKNOWN = Fixtures.bytes("01-sesame/real-cds-2026/unknown.xml");
    private static final Duration SOON = WaitLimit.TIME;

    private final MirrorsHttp http = new MirrorsHttp().answers(CDS, 200, FOUND).isDown(CFA);
    private final SetClock clock = new SetClock();
    private final Overheard notices = new Overheard();
    private final Resolver resolver = resolver(Duration.ofSeconds(10));

    @Test
    void aNameIsAskedOfTheFirstResolver() {
        var located = locate("3C 105");

        assertThat(located.position().raDeg()).isEqualTo(61.81861303);
        assertThat(located.position().decDeg()).isEqualTo(3.7071705);
        assertThat(located.name()).isEqualTo("3C 105");
        assertThat(located.mainName()).isEqualTo("3C 105");
        assertThat(located.type()).isEqualTo("Sy2");
        assertThat(located.resolver()).isEqualTo("Simbad");
        assertThat(located.tried()).containsExactly(CDS);
        assertThat(located.cached()).isFalse();
        assertThat(http.asks().get(0).uri()).hasToString("https://cds.test/nph-sesame/-oxp/SNV?3C%20105");
        assertThat(notices.hosts()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    BD+30 3639    | BD%2B30%203639
                    a&b=c?d/e#f%g | a%26b%3Dc%3Fd%2Fe%23f%25g
                    α Cen         | %CE%B1%20Cen
                    NGC   4151    | NGC%204151
                    """)
    void theWholeQueryIsTheEncodedName(String name, String query) {
        locate(name);

        assertThat(http.asks().get(0).uri().getRawQuery()).isEqualTo(query);
    }

    @ParameterizedTest
    @ValueSource(strings = {"61.8186 +3.7072", "04h07m16.5s +03d42m26s", "J040716.4+034225"})
    void coordinatesAreAskedOfNobody(String target) {
        var located = locate(target);

        assertThat(located.resolver()).isEqualTo("coordinates");
        assertThat(located.position().raDeg()).isBetween(61.81, 61.82);
        assertThat(located.tried()).isEmpty();
        assertThat(http.asks()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb", "a\u0000", "a\u202eb", "\ud800", "400 +3"})
    void whatIsNoTargetIsRefusedBeforeAnyRequest(String target) {
        var problem = problem(target);

        assertThat(problem.kind()).isEqualTo(ProblemType.BAD_PARAMETER);
        assertThat(problem.members()).containsEntry("parameter", "target");
        assertThat(http.asks()).isEmpty();
    }

    @Test
    void aLongNameIsRefused() {
        assertThat(problem("x".repeat(257)).kind()).isEqualTo(ProblemType.BAD_PARAMETER);
        assertThat(locate("x".repeat(256)).position()).isNotNull();
    }

    @Test
    void aNameNobodyKnowsIsUnknownAndTheMirrorIsNotAsked() {
        http.answers(CDS, 200, UNKNOWN);

        assertThat(problem("NoSuchObjectQzx42").kind()).isEqualTo(ProblemType.UNKNOWN_TARGET);
        assertThat(http.hosts()).containsExactly(CDS);
    }

    @ParameterizedTest
    @CsvSource({
        "500, ''",
        "503, ''",
        "429, ''",
        "404, gone",
        "200, ''",
        "200, <html><p>sorry</html>",
        "200, <Sesame><Target>"
    })
    void theMirrorIsAskedWhenTheFirstGivesNoReadableAnswer(int status, String body) {
        http.answers(CDS, status, body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        http.answers(CFA, 200, FOUND);

        var located = locate("3C 105");

        assertThat(located.tried()).containsExactly(CDS, CFA);
        assertThat(notices.hosts()).containsExactly(CDS);
    }

    @Test
    void aDocumentAboveOneMebibyteIsNotReadAndTheMirrorIsAsked() {
        http.answers(CDS, 200, new byte[(1 << 20) + 1]).answers(CFA, 200, FOUND);

        assertThat(locate("3C 105").tried()).containsExactly(CDS, CFA);
    }

    @Test
    void silenceIsATimeoutAndHangsUp() {
        http.answersLater(CDS, new CompletableFuture<>()).answers(CFA, 200, FOUND);

        var located = resolver(Duration.ofMillis(500))
                .locate("3C 105", notices.context())
                .await()
                .atMost(SOON);

        assertThat(located.tried()).containsExactly(CDS, CFA);
        assertThat(notices.details().get(0)).contains("not answered");
        assertThat(http.hungUp()).succeedsWithin(SOON);
    }

    @Test
    void whenAllAreDownEachIsNamed() {
        http.isDown(CDS);

        var problem = problem("3C 105");

        assertThat(problem.kind()).isEqualTo(ProblemType.UNAVAILABLE);
        assertThat(problem.detail()).contains(CDS, CFA, "3C 105");
        assertThat(problem.members()).containsEntry("tried", List.of(CDS, CFA));
    }

    @ParameterizedTest
    @CsvSource({
        "NGC 4151, ngc  4151, true",
        "Kepler-11 b, KEPLER-11 b, true",
        "Kepler-11 b, Kepler-11 B, false", // a planet and a star
        "GJ 504b, GJ 504B, false",
        "M31, m31, true",
    })
    void aNameIsRememberedHoweverItIsWritten(String first, String second, boolean same) {
        locate(first);
        clock.passes(Duration.ofHours(23));

        var again = locate(second);

        assertThat(again.cached()).isEqualTo(same);
        assertThat(again.age()).isEqualTo(same ? Duration.ofHours(23) : Duration.ZERO);
        assertThat(again.name()).isEqualTo(second);
        assertThat(http.asks()).hasSize(same ? 1 : 2);
    }

    @Test
    void aPositionIsAskedAgainAfterADay() {
        locate("3C 105");
        clock.passes(Duration.ofDays(1));

        assertThat(locate("3C 105").cached()).isFalse();
        assertThat(http.asks()).hasSize(2);
    }

    @Test
    void anUnknownNameIsAskedAgainAfterMinutes() {
        http.answers(CDS, 200, UNKNOWN);
        problem("Nova 2026");
        clock.passes(Duration.ofMinutes(4));
        assertThat(problem("Nova 2026").kind()).isEqualTo(ProblemType.UNKNOWN_TARGET);
        assertThat(http.asks()).hasSize(1);

        clock.passes(Duration.ofMinutes(1));
        http.answers(CDS, 200, FOUND);

        assertThat(locate("Nova 2026").position()).isNotNull();
    }

    @Test
    void anOldAnswerIsBetterThanNoneWhenAllAreDown() {
        locate("3C 105");
        clock.passes(Duration.ofDays(3));
        http.isDown(CDS);

        var located = locate("3C 105");

        assertThat(located.cached()).isTrue();
        assertThat(located.age()).isEqualTo(Duration.ofDays(3));
        assertThat(notices.details()).singleElement().asString().contains("2026-11-22");
    }

    @Test
    void onlySoManyNamesAreRemembered() {
        locate("first");
        locate("second");
        locate("third");
        locate("fourth");

        assertThat(locate("fourth").cached()).isTrue();
        assertThat(http.asks()).hasSize(4);
        Stream.of("first", "second", "third").forEach(this::locate);
        assertThat(http.asks()).as("one of four was evicted").hasSizeGreaterThan(4);
    }

    @Test
    void thoseWhoAskTheSameAtOnceShareOneRequest() {
        var body = new CompletableFuture<byte[]>();
        http.answersLater(CDS, body);

        var one = resolver.locate("3C 105", notices.context()).subscribeAsCompletionStage();
        var other = subscribed("3c 105".toUpperCase(java.util.Locale.ROOT));
        other.cancel();
        var third = resolver.locate("3C  105", notices.context()).subscribeAsCompletionStage();
        body.complete(FOUND);

        assertThat(one).succeedsWithin(SOON);
        assertThat(third).succeedsWithin(SOON);
        assertThat(http.asks()).hasSize(1);
        assertThat(http.hungUp()).isNotDone();
    }

    @Test
    void whenAllGiveUpTheRequestIsHungUpAndTheNextAsksAnew() {
        http.answersLater(CDS, new CompletableFuture<>());
        var one = subscribed("3C 105");
        var other = subscribed("3C 105");

        one.cancel();
        assertThat(http.hungUp()).isNotDone();
        other.cancel();

        assertThat(http.hungUp()).succeedsWithin(SOON);
        http.answers(CDS, 200, FOUND);
        assertThat(locate("3C 105").tried()).containsExactly(CDS);
        assertThat(http.asks()).hasSize(2);
    }

    private UniAssertSubscriber<ResolvedTarget> subscribed(String target) {
        return resolver.locate(target, notices.context()).subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    private ResolvedTarget locate(String target) {
        return resolver.locate(target, notices.context()).await().atMost(SOON);
    }

    private Problem problem(String target) {
        return catchThrowableOfType(Problem.class, () -> locate(target));
    }

    private Resolver resolver(Duration timeout) {
        var bases = List.of(URI.create("https://cds.test/nph-sesame"), URI.create("https://cfa.test/nph-sesame/"));
        return new Resolver(sesame(http), new Config(bases, timeout), bases, clock);
    }

    /** The client under test. */
    SesameClient sesame(Http http) {
        return PlainClients.sesame(http);
    }

    record Config(List<URI> urls, Duration timeout) implements ResolverConfig {
        @Override
        public Duration cache() {
            return Duration.ofDays(1);
        }

        @Override
        public Duration negativeCache() {
            return Duration.ofMinutes(5);
        }

        @Override
        public int cacheSize() {
            return 3;
        }
    }
}
