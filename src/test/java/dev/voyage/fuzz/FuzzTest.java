package dev.voyage.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.testsupport.WaitLimit;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every parser of untrusted input keeps its guarantees for every input. */
class FuzzTest {

    private static final int INPUTS = 1500;
    private static final long SEED = 20_261_122;

    static Stream<FuzzTarget> targets() {
        return ServiceLoader.load(FuzzTarget.class).stream().map(ServiceLoader.Provider::get);
    }

    @ParameterizedTest
    @MethodSource("targets")
    @Timeout(WaitLimit.TEST_SECONDS)
    void nothingButAProblemComesOut(FuzzTarget target) {
        var fuzzing = new Fuzzing(target, SEED);

        held(target, fuzzing.begin());
        held(target, fuzzing.go(INPUTS));
    }

    private static void held(FuzzTarget target, Fuzzing.Find find) {
        if (find != null) {
            assertThat(find.failure())
                    .as("%s given %s", target.name(), new String(find.input(), java.nio.charset.StandardCharsets.UTF_8))
                    .isNull();
        }
    }
}
