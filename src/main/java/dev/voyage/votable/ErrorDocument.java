package dev.voyage.votable;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Bodies of error responses: services describe the error in a VOTable, or in a line of text that begins with the name of an error
 * (DALI 1.1, section 4.2).
 */
public final class ErrorDocument {

    /** Such as {@code UsageFault: no such band}; only the first line is quoted. */
    private static final Pattern TEXT = Pattern.compile(
            "\\s{0,20}([A-Z][A-Za-z]{2,40}(?:Fault|Error|NotSupported|Unavailable)(?:\\s*:[^\\r\\n]*)?)\\s*(?:[\\r\\n].*)?",
            Pattern.DOTALL);

    private ErrorDocument() {}

    /** The error that the document reports; empty when it is neither a VOTable nor such a text, or reports none. Never fails. */
    public static Uni<Optional<Problem>> problemIn(byte[] document, VotableReader reader) {
        Matcher text = TEXT.matcher(new String(document, StandardCharsets.UTF_8));
        if (text.matches()) {
            return Uni.createFrom()
                    .item(Optional.of(Problem.of(
                            ProblemType.REFUSED,
                            "The service refused: "
                                    + QuotedText.of(text.group(1).strip()))));
        }
        return reader.read(Multi.createFrom().item(ByteBuffer.wrap(document)))
                .onItem()
                .ignoreAsUni()
                .map(nothing -> Optional.<Problem>empty())
                .onFailure(Problem.class)
                .recoverWithItem(
                        failure -> failure.kind() == ProblemType.REFUSED ? Optional.of(failure) : Optional.empty());
    }
}
