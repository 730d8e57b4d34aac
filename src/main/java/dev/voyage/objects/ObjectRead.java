package dev.voyage.objects;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import io.smallrye.mutiny.Multi;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/** Reads a part of an object, in several requests if transfers break off. For one reader, once. */
final class ObjectRead {

    private final ObjectStore store;
    private final URI address;
    private final long end;
    private final AtomicLong at;

    ObjectRead(ObjectStore store, URI address, long from, long length) {
        this.store = store;
        this.address = address;
        this.at = new AtomicLong(from);
        this.end = from + length;
    }

    /** Exactly the bytes asked for. */
    Multi<ByteBuffer> bytes() {
        return Multi.createFrom().deferred(() -> {
            long begin = at.get();
            Multi<ByteBuffer> body = store.opened(address, begin, end - begin)
                    .onItem()
                    .transformToMulti(head -> head.body())
                    .select()
                    .first(chunk -> at.get() < end) // an answer may have more than was asked for
                    .map(this::taken);
            Multi<ByteBuffer> all = Multi.createBy()
                    .concatenating()
                    .streams(
                            body,
                            Multi.createFrom()
                                    .deferred(() -> at.get() == end
                                            ? Multi.createFrom().empty()
                                            : Multi.createFrom().failure(shorter())));
            return all.onFailure(failure -> isInterruption(failure) && at.get() > begin)
                    .recoverWithMulti(broken -> bytes());
        });
    }

    private ByteBuffer taken(ByteBuffer chunk) {
        int count = (int) Math.min(chunk.remaining(), end - at.get());
        at.addAndGet(count);
        return chunk.slice().limit(count);
    }

    private static boolean isInterruption(Throwable failure) {
        return failure instanceof Problem problem
                && (problem.kind() == ProblemType.UNAVAILABLE || problem.kind() == ProblemType.CORRUPT);
    }

    private Problem shorter() {
        return Problem.of(ProblemType.CORRUPT, "the object store's file ends " + (end - at.get()) + " bytes too early");
    }
}
