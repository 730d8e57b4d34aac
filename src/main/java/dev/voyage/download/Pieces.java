package dev.voyage.download;

import dev.voyage.problem.Problem;
import io.smallrye.mutiny.Multi;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A few buffers of a body, for one visit to the disk; and, behind the last ones, the failure that
 * ended it: what came before must reach the disk first, so that the next try can go on from there.
 */
record Pieces(List<Piece> pieces) {

    private static final int AT_ONCE = 8;

    private record Piece(ByteBuffer bytes, Problem failure) {}

    /** The same bytes in the same order; asks for a few buffers at a time. */
    static Multi<Pieces> of(Multi<ByteBuffer> body) {
        return body.map(bytes -> new Piece(bytes, null))
                .onFailure(Problem.class)
                .recoverWithItem(failure -> new Piece(null, (Problem) failure))
                .group()
                .intoLists()
                .of(AT_ONCE)
                .map(Pieces::new);
    }

    /**
     * @throws Problem the one that ended the body
     */
    void into(Intake intake) throws IOException {
        for (Piece piece : pieces) {
            if (piece.failure() != null) {
                throw piece.failure();
            }
            intake.take(piece.bytes());
        }
    }
}
