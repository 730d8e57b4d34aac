package dev.voyage.votable;

import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.nio.ByteBuffer;
import java.util.Optional;

/** The bodies of error statuses: services say there in a VOTable what they did not like. */
public final class ErrorDocument {

    private ErrorDocument() {}

    /** What the document says went wrong; empty when it is none, or does not say. Never fails. */
    public static Uni<Optional<Problem>> problemIn(byte[] document, VotableReader reader) {
        return reader.read(Multi.createFrom().item(ByteBuffer.wrap(document)))
                .onItem()
                .ignoreAsUni()
                .map(nothing -> Optional.<Problem>empty())
                .onFailure(Problem.class)
                .recoverWithItem(failure -> failure.kind() == Kind.REFUSED ? Optional.of(failure) : Optional.empty());
    }
}
