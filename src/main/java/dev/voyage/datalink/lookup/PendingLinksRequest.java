package dev.voyage.datalink.lookup;

import dev.voyage.datalink.document.LinksResponseReader;
import dev.voyage.datalink.lookup.LinkBatches.Batch;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.upstream.UpstreamRequest;
import java.util.Set;

/**
 * A request for links in progress.
 *
 * @param answering the answer as far as it has been read
 * @param failedTries of the same request before
 */
record PendingLinksRequest(Batch batch, UpstreamRequest ask, LinksResponseReader answering, int failedTries) {

    private static final Set<Integer> TOO_LARGE = Set.of(413, 414);

    /** The same problem, with the host of the request. */
    Problem at(Problem problem) {
        return LinksRequests.at(ask).apply(problem);
    }

    /** Even one id is too much for the service. */
    Problem tooMuch() {
        return at(Problem.of(
                ProblemType.TOO_LARGE,
                "the service says OVERFLOW to a question about one id, and has no row for" + " it"));
    }

    /** Whether a status reported too many ids in the request. */
    static boolean isTooLarge(Problem problem) {
        return problem.members().get("upstreamStatus") instanceof Integer status && TOO_LARGE.contains(status);
    }
}
