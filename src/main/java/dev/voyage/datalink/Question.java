package dev.voyage.datalink;

import dev.voyage.datalink.Waiting.Batch;
import dev.voyage.http.Ask;
import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import java.util.Set;

/**
 * A request for links under way.
 *
 * @param answering what its answer has said so far
 * @param failedTries of the same question before
 */
record Question(Batch batch, Ask ask, Answering answering, int failedTries) {

    private static final Set<Integer> TOO_LARGE = Set.of(413, 414);

    /** The same problem, met at whom was asked. */
    Problem at(Problem problem) {
        return Documents.at(ask).apply(problem);
    }

    /** Even one id is too much for the service. */
    Problem tooMuch() {
        return at(Problem.of(
                Kind.TOO_LARGE, "the service says OVERFLOW to a question about one id, and has no row for" + " it"));
    }

    /** Whether a status said that there were too many ids in it. */
    static boolean isTooLarge(Problem problem) {
        return problem.members().get("upstreamStatus") instanceof Integer status && TOO_LARGE.contains(status);
    }
}
