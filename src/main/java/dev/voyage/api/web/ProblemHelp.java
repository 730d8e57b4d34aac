package dev.voyage.api.web;

import dev.voyage.problem.ProblemAdvice;
import dev.voyage.problem.ProblemType;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One type of problem (RFC 9457) and its remedy.
 *
 * @param type the stable URI path that problems name it by
 * @param status the HTTP status of a response with such a problem
 * @param retryable whether the same request can succeed later without a change
 * @param advice the remedy, in a sentence
 */
@RegisterForReflection
@Schema(name = "ProblemType", description = "One type of problem, with advice")
public record ProblemHelp(String type, String title, int status, boolean retryable, String advice) {

    public static ProblemHelp of(ProblemType kind) {
        return new ProblemHelp(kind.type(), kind.title(), kind.status(), kind.retryable(), ProblemAdvice.of(kind));
    }

    /** The same in a few lines for people. */
    public String text() {
        return title
                + "\n\ntype: "
                + type
                + "\nstatus: "
                + status
                + "\ntrying the same again can help: "
                + (retryable ? "yes" : "no")
                + "\n\n"
                + advice
                + "\n";
    }
}
