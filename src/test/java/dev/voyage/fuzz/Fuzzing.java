package dev.voyage.fuzz;

import dev.voyage.problem.Problem;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The fuzzing of one target: its inputs so far, and those worth further mutation. */
final class Fuzzing {

    private static final int MOST_KEPT = 4000;
    private static final int LONGEST_SENTENCE = 20_000;
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

    /** A failing input and its failure. */
    static final class Find {

        private final byte[] input;
        private final Throwable failure;

        Find(byte[] input, Throwable failure) {
            this.input = input;
            this.failure = failure;
        }

        byte[] input() {
            return input;
        }

        Throwable failure() {
            return failure;
        }
    }

    private final FuzzTarget target;
    private final Random dice;
    private final Mutator mutator;
    private final List<byte[]> kept = new ArrayList<>();
    private final Set<String> outcomes = new HashSet<>();
    private long taken;
    private long refused;
    private long slowest;
    private volatile byte[] current = {};

    Fuzzing(FuzzTarget target, long seed) {
        this.target = target;
        this.dice = new Random(seed);
        this.mutator = new Mutator(target.words(), dice);
    }

    /** Tries the corpus and the seeds unchanged; null if every guarantee held. */
    Find begin() {
        var inputs = new ArrayList<>(target.seeds());
        inputs.addAll(Corpus.of(target.name()));
        for (byte[] input : inputs) {
            kept.add(input);
            Find find = one(input);
            if (find != null) {
                return find;
            }
        }
        return null;
    }

    /** Tries this number of new inputs, or fewer if one breaks a guarantee. */
    Find go(long count) {
        for (long i = 0; i < count; i++) {
            Find find = one(mutator.mutated(any(), any()));
            if (find != null) {
                return find;
            }
        }
        return null;
    }

    private byte[] any() {
        return kept.get(dice.nextInt(kept.size()));
    }

    private Find one(byte[] input) {
        current = input;
        long start = CLOCK.getCurrentThreadCpuTime();
        String outcome;
        try {
            outcome = target.take(input.clone(), dice);
        } catch (Problem problem) {
            refused++;
            outcome = problem.kind() + worn(problem.detail());
            if (problem.detail().length() > LONGEST_SENTENCE) {
                return new Find(
                        input,
                        new AssertionError("a sentence of " + problem.detail().length(), problem));
            }
        } catch (Throwable broken) { // includes StackOverflowError and OutOfMemoryError
            return new Find(input, broken);
        }
        taken++;
        long nanos = CLOCK.getCurrentThreadCpuTime() - start;
        slowest = Math.max(slowest, nanos);
        if (outcomes.size() < MOST_KEPT && outcomes.add(outcome)) {
            kept.add(input);
        }
        return nanos > LONGEST_NANOS ? new Find(input, new AssertionError("took " + nanos / 1_000_000 + " ms")) : null;
    }

    /** The message without the parts specific to this input. */
    private static String worn(String sentence) {
        return sentence.replaceAll("\"(?:[^\"\\\\]|\\\\.)*+\"?", "_").replaceAll("\\d+", "0");
    }

    long taken() {
        return taken;
    }

    byte[] current() {
        return current;
    }

    /** Progress in one line. */
    @Override
    public String toString() {
        return "%-12s %,12d inputs  %,12d refused  %5d outcomes  slowest %d ms"
                .formatted(target.name(), taken, refused, outcomes.size(), slowest / 1_000_000);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
