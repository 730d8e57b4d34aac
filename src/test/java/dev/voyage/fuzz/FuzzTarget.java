package dev.voyage.fuzz;

import java.util.List;
import java.util.Random;

/**
 * One parser of untrusted input, with its guarantees for every input. Found by ServiceLoader; located beside the tests
 * of the parser.
 */
public interface FuzzTarget {

    /** Also the name of its corpus, {@code src/test/resources/fuzz/NAME/}. */
    String name();

    /** Initial inputs, in addition to the corpus. */
    List<byte[]> seeds();

    /** The keywords of this language. */
    List<String> words();

    /**
     * Parses one input. Throws a {@link dev.voyage.problem.Problem} if it is rejected, and anything else if a guarantee
     * is broken.
     *
     * @param dice for the remaining choices, such as the position of a cut
     * @return the outcome, in a word or two: inputs with a new outcome are mutated further
     */
    String take(byte[] input, Random dice);
}
