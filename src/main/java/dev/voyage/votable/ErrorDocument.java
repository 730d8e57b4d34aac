package dev.voyage.votable;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Bodies of error responses: services describe the error in a VOTable. */
public final class ErrorDocument {

    private ErrorDocument() {}

    /** The error that the document reports; empty when it is not a VOTable, or reports none. Never fails. */
    public static Uni<Optional<Problem>> problemIn(byte[] document, VotableReader reader) {
        return reader.read(Multi.createFrom().item(ByteBuffer.wrap(document)))
                .onItem()
                .ignoreAsUni()
                .map(nothing -> Optional.<Problem>empty())
                .onFailure(Problem.class)
                .recoverWithItem(
                        failure -> failure.kind() == ProblemType.REFUSED ? Optional.of(failure) : Optional.empty());
    }
}
