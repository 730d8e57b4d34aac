package dev.voyage.fuzz;

import java.util.List;
import java.util.Random;

/**
 * One reader of strangers' bytes, and what must hold whatever they are. Found by ServiceLoader; lives
 * beside what it tries.
 */
public interface FuzzTarget {

    /** Also the name of its corpus, {@code src/test/resources/fuzz/NAME/}. */
    String name();

    /** Inputs to begin with, beside those of the corpus. */
    List<byte[]> seeds();

    /** What means something in this language. */
    List<String> words();

    /**
     * One input. Throws a {@link dev.voyage.problem.Problem} where it is refused, and anything else
     * where a promise is broken.
     *
     * @param dice for whatever else is free, such as where the input is cut
     * @return what came of it, in a word or two: an input with a new outcome is one to go on from
     */
    String take(byte[] input, Random dice);
}
