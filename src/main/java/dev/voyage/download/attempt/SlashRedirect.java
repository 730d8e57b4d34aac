package dev.voyage.download.attempt;

import dev.voyage.coding.PercentCoding;
import dev.voyage.download.verify.ChecksumMismatchPolicy;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import dev.voyage.upstream.UpstreamResponse;
import dev.voyage.upstream.uri.Urls;
import java.net.URI;
import java.util.Optional;

/** Servers redirect a request for a directory without a trailing slash to the address with one. */
public final class SlashRedirect {

    private SlashRedirect() {}

    /** The reason why a response is not the requested file: it is for the directory of that name. */
    public static Optional<Problem> of(UpstreamResponse answer, URI asked) {
        String path = asked.getRawPath();
        String came = answer.uri().getRawPath();
        if (path == null || path.endsWith("/") || came == null || !came.endsWith("/") || !isSlashed(path, came)) {
            return Optional.empty();
        }
        answer.discard();
        String host = Urls.authority(answer.uri());
        String detail = host + " leads from a file to a directory, " + QuotedText.of(came);
        Problem problem = Problem.of(ProblemType.REFUSED, detail).at(host);
        return Optional.of(problem.with(ChecksumMismatchPolicy.DIRECTORY, asked + "/"));
    }

    private static boolean isSlashed(String path, String came) {
        String last = path.substring(path.lastIndexOf('/') + 1);
        String cameLast = came.substring(came.lastIndexOf('/', came.length() - 2) + 1, came.length() - 1);
        return PercentCoding.decode(last).equals(PercentCoding.decode(cameLast));
    }

    /**
     * Whether a file that could not be fetched may be a directory: its address redirects to the one with a slash, or an index
     * page was received.
     */
    public static boolean isPossible(Problem problem) {
        return problem.members().containsKey(ChecksumMismatchPolicy.DIRECTORY);
    }
}
