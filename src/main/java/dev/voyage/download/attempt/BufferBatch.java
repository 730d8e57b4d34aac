package dev.voyage.download.attempt;

import dev.voyage.problem.Problem;
import io.smallrye.mutiny.Multi;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A few buffers of a body, written in one disk operation; and, after the last ones, the failure that ended the body: the bytes
 * before it must reach the disk first, so that the next attempt can resume there.
 */
record BufferBatch(List<Piece> pieces) {

    private static final int AT_ONCE = 8;

    private record Piece(ByteBuffer bytes, Problem failure) {}

    /** The same bytes in the same order; requests a few buffers at a time. */
    static Multi<BufferBatch> of(Multi<ByteBuffer> body) {
        return body.map(bytes -> new Piece(bytes, null))
                .onFailure(Problem.class)
                .recoverWithItem(failure -> new Piece(null, (Problem) failure))
                .group()
                .intoLists()
                .of(AT_ONCE)
                .map(BufferBatch::new);
    }

    /** @throws Problem the problem that ended the body */
    void into(PartWriter intake) throws IOException {
        for (Piece piece : pieces) {
            if (piece.failure() != null) {
                throw piece.failure();
            }
            intake.take(piece.bytes());
        }
    }
}
