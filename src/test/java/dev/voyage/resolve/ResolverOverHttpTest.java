package dev.voyage.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.testsupport.Fixtures;
import dev.voyage.testsupport.Script;
import dev.voyage.testsupport.ScriptedServer;
import dev.voyage.testsupport.WaitLimit;
import dev.voyage.testsupport.http.Loopback;
import dev.voyage.testsupport.http.Overheard;
import dev.voyage.testsupport.http.PlainClients;
import dev.voyage.upstream.Http;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ResolverOverHttpTest {

    private static final String ASKED = "/-oxp/SNV";
    private static final byte[] FOUND = Fixtures.bytes("reconstructed/sesame/3c105-ox-SNV.xml");
    private static final Duration SOON = WaitLimit.TIME;

    private final Loopback loopback = new Loopback();
    private final ScriptedServer first = ScriptedServer.start();
    private final ScriptedServer mirror = ScriptedServer.start();
    private final Overheard notices = new Overheard();

    @AfterEach
    void close() {
        loopback.close();
        first.close();
        mirror.close();
    }

    static Stream<Arguments> misbehaviours() {
        return Stream.of(
                misbehaves("503", s -> s.answers(503).retryAfter("2")),
                misbehaves("429", s -> s.answers(429)),
                misbehaves("error page", s -> s.errorPage(200)),
                misbehaves("drops its connection", Script::dropsHead),
                misbehaves("drops mid-body", s -> found(s).dropsAfter(300)),
                misbehaves("resets mid-body", s -> found(s).resetsAfter(300)),
                misbehaves("stalls before the head", Script::stallsHead),
                misbehaves("stalls mid-body", s -> found(s).stallsAfter(300)),
                misbehaves("cut but announced so", s -> s.answers(200, "text/xml", cut())),
                misbehaves("announces too much", s -> found(s).contentLength(5000)),
                misbehaves("goes in circles", s -> s.redirectsTo(ASKED + "?3C%20105")),
                misbehaves("without end", s -> s.answersZeros(1L << 33)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("misbehaviours")
    void theMirrorAnswersForOneThatMisbehaves(String how, Consumer<Script> script) {
        script.accept(first.on(ASKED));
        found(mirror.on(ASKED));

        var located = resolver(first.uri(""), mirror.uri(""))
                .locate("3C 105", notices.context())
                .await()
                .atMost(SOON);

        assertThat(located.position().raDeg()).as(how).isEqualTo(61.81861303);
        assertThat(located.tried()).hasSize(2);
        assertThat(notices.hosts()).containsExactly("127.0.0.1:" + first.port());
        assertThat(mirror.requests()).hasSize(1);
    }

    @Test
    void theNameIsSentEncodedAsTheWholeQuery() {
        found(first.on(ASKED));

        resolver(first.uri("")).locate("BD+30 3639", notices.context()).await().atMost(SOON);

        assertThat(first.requests().get(0).target()).isEqualTo("/-oxp/SNV?BD%2B30%203639");
    }

    @Test
    void whereNobodyListensItIsUnavailable() {
        var resolver = resolver(ScriptedServer.refusing());

        var problem = catchThrowableOfType(
                Problem.class,
                () -> resolver.locate("3C 105", notices.context()).await().atMost(SOON));

        assertThat(problem.kind()).isEqualTo(ProblemType.UNAVAILABLE);
    }

    @Test
    void givingUpHangsUp() {
        found(first.on(ASKED)).stallsAfter(300);
        var asking = resolver(Duration.ofMinutes(1), first.uri(""))
                .locate("3C 105", notices.context())
                .subscribe()
                .with(located -> {});
        var request = first.await(ASKED, 1).get(0);

        asking.cancel();

        assertThat(request.hungUp()).succeedsWithin(SOON);
    }

    /** The client under test. */
    SesameClient sesame(Http http) {
        return PlainClients.sesame(http);
    }

    private static Arguments misbehaves(String how, Consumer<Script> script) {
        return Arguments.of(how, script);
    }

    private static Script found(Script script) {
        return script.answers(200, "text/xml", FOUND);
    }

    private static byte[] cut() {
        return java.util.Arrays.copyOf(FOUND, 700);
    }

    private Resolver resolver(URI... bases) {
        return resolver(Duration.ofSeconds(1), bases);
    }

    private Resolver resolver(Duration timeout, URI... bases) {
        return new Resolver(
                sesame(loopback.http()),
                new ResolverTest.Config(List.of(bases), timeout),
                List.of(bases),
                Clock.systemUTC());
    }
}
