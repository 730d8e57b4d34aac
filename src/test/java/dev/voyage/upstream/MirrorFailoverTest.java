package dev.voyage.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.testsupport.WaitLimit;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class MirrorFailoverTest {

    private static final List<URI> BASES =
            List.of(URI.create("https://a.test/x"), URI.create("http://b.test:8080"), URI.create("https://c.test/"));

    private final MirrorFailover mirrors = new MirrorFailover(BASES, Duration.ofMillis(20));
    private final List<URI> asked = new ArrayList<>();

    private static Problem down(String why) {
        return Problem.of(ProblemType.UNAVAILABLE, why);
    }

    private static Problem none(List<MirrorFailover.Failure> failures) {
        return down(failures.toString());
    }

    private Uni<MirrorFailover.Answer<String>> first(Function<URI, Uni<String>> ask) {
        return mirrors.first(
                base -> {
                    asked.add(base);
                    return ask.apply(base);
                },
                MirrorFailoverTest::none);
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(WaitLimit.TIME);
    }

    @Test
    void theFirstUsableAnswerEndsTheQuery() {
        var answer = await(first(base -> Uni.createFrom().item("fine")));

        assertThat(answer).isEqualTo(new MirrorFailover.Answer<>("a.test", "fine", List.of()));
        assertThat(asked).containsExactly(BASES.get(0));
        assertThat(mirrors.hosts()).containsExactly("a.test", "b.test:8080", "c.test");
    }

    /** For any behaviour of the mirrors: those before the first usable response are tried once, in order, and named. */
    @Property(tries = 50)
    void mirrorsAreAskedInOrderUntilOneAnswers(@ForAll @Size(3) List<Boolean> usable) {
        asked.clear();
        Uni<MirrorFailover.Answer<String>> query = first(base -> usable.get(BASES.indexOf(base))
                ? Uni.createFrom().item("fine")
                : Uni.createFrom().failure(down("down")));
        int answering = usable.indexOf(true);

        if (answering < 0) {
            assertThat(catchThrowableOfType(Problem.class, () -> await(query)).detail())
                    .isEqualTo("[a.test: down, b.test:8080: down, c.test: down]");
            assertThat(asked).isEqualTo(BASES);
        } else {
            var answer = await(query);
            assertThat(answer.host()).isEqualTo(mirrors.hosts().get(answering));
            assertThat(answer.earlier())
                    .extracting(MirrorFailover.Failure::host)
                    .isEqualTo(mirrors.hosts().subList(0, answering));
            assertThat(asked).isEqualTo(BASES.subList(0, answering + 1));
        }
    }

    @Test
    void aBugIsNotSkipped() {
        assertThatThrownBy(() -> await(first(base -> Uni.createFrom().failure(new IllegalStateException("bug")))))
                .isInstanceOf(IllegalStateException.class);
        assertThat(asked).hasSize(1);
    }

    @Test
    void eachSubscriptionBeginsWithTheFirst() {
        Uni<MirrorFailover.Answer<String>> query =
                first(base -> Uni.createFrom().item("fine"));
        await(query);
        await(query);

        assertThat(asked).containsExactly(BASES.get(0), BASES.get(0));
    }

    @Test
    void anAnswerThatTakesTooLongIsCancelledAndTheNextIsAsked() {
        var cancelled = new AtomicBoolean();
        Uni<String> never = Uni.createFrom().<String>nothing().onCancellation().invoke(() -> cancelled.set(true));

        var answer = await(first(base -> mirrors.inTime(
                base,
                RequestContext.NONE,
                it -> base.equals(BASES.get(0)) ? never : Uni.createFrom().item("fine"))));

        assertThat(answer.host()).isEqualTo("b.test:8080");
        assertThat(answer.earlier())
                .containsExactly(new MirrorFailover.Failure("a.test", "a.test has not answered in 0.02 s"));
        assertThat(cancelled).isTrue();
    }
}
