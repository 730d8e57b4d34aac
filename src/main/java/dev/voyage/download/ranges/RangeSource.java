package dev.voyage.download.ranges;

import dev.voyage.download.mirror.BlockingExecutor;
import dev.voyage.download.mirror.PartMetadata;
import dev.voyage.problem.Problem;
import dev.voyage.upstream.Http;
import dev.voyage.upstream.ResponseScope;
import dev.voyage.upstream.UpstreamRequest;
import dev.voyage.upstream.UpstreamResponse;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.function.LongConsumer;

/**
 * Fetches ranges of one version of a file.
 *
 * @param ask for the whole file, without conditions
 * @param note the version
 * @param total the file's length
 * @param space opens a file for a range
 */
record RangeSource(
        Http http, BlockingExecutor disk, UpstreamRequest ask, PartMetadata note, long total, RangeSpace space) {

    /** Buffers written in one disk operation. */
    private static final int AT_ONCE = 8;

    /** Something other than the range came: the archive, or a proxy before it, cannot be trusted with ranges of this file. */
    static final class Mismatch extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Mismatch(Problem why) {
            super(why.getMessage(), why, false, false);
        }

        Problem problem() {
            return (Problem) getCause();
        }
    }

    /**
     * Completes when the whole range is in its file.
     *
     * @param arrived called with the number of bytes of each buffer that arrives
     * @return fails with {@link Mismatch} if the response is not the range; otherwise as {@link Http#send} and the body
     */
    Uni<Void> fetch(RangePiece piece, LongConsumer arrived) {
        UpstreamRequest range = ask.header("Range", piece.range())
                .header("If-Range", note.validator().orElseThrow());
        return disk.run(() -> {
                    FileChannel file = space.open(piece.end() - piece.first());
                    piece.into(file);
                    return file;
                })
                .chain(file -> ResponseScope.multi(http, scope -> scope.send(range)
                                .onItem()
                                .transformToMulti(answer -> received(answer, piece, arrived)))
                        .collect()
                        .last())
                .replaceWithVoid();
    }

    private Multi<Boolean> received(UpstreamResponse answer, RangePiece piece, LongConsumer arrived) {
        if (answer.status() / 100 != 2 && answer.status() != 416) {
            return answer.successful().onItem().transformToMulti(never -> Multi.createFrom()
                    .empty());
        }
        var fault = RangeAnswer.fault(answer, piece, note, total);
        if (fault.isPresent()) {
            answer.discard();
            return Multi.createFrom().failure(new Mismatch(RangeAnswer.mismatch(answer, fault.get())));
        }
        Multi<Boolean> bytes = answer.body()
                .onItem()
                .invoke(buffer -> arrived.accept(buffer.remaining()))
                .group()
                .intoLists()
                .of(AT_ONCE)
                .onItem()
                .transformToUniAndConcatenate(buffers -> disk.run(() -> {
                    for (ByteBuffer buffer : buffers) {
                        if (buffer.remaining() > piece.missing()) {
                            throw new Mismatch(RangeAnswer.mismatch(answer, "with more bytes than the range has"));
                        }
                        piece.write(buffer);
                    }
                    return true;
                }));
        return bytes.onCompletion().invoke(() -> {
            if (!piece.isWhole()) {
                throw new Mismatch(RangeAnswer.mismatch(answer, "with fewer bytes than the range has"));
            }
        });
    }
}
