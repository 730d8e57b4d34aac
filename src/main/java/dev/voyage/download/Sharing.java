package dev.voyage.download;

import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** One file of a mounted archive taken over without writing its bytes again, but reading them all. */
final class Sharing {

    private static final int PIECE = 256 * 1024;
    private static final int PIECES_A_VISIT = 32;

    private final Delivery delivery;
    private final Way.Mounted way;
    private final Path shared;

    Sharing(Delivery delivery, Way.Mounted way, Path shared) {
        this.delivery = delivery;
        this.way = way;
        this.shared = shared;
    }

    /** As a try that copies: fails with {@code CORRUPT} when what is there is not whole. */
    Multi<Transfer> run(int number) {
        return Multi.createFrom()
                .resource(this::opened, it -> looked(it, number))
                .withFinalizer(this::closed);
    }

    private record Look(FileChannel channel, Inspection inspection, long bytes, ByteBuffer buffer) {}

    private Look opened() {
        try {
            var channel = FileChannel.open(shared, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
            return new Look(channel, new Inspection(), channel.size(), ByteBuffer.allocate(PIECE));
        } catch (IOException gone) {
            throw Copying.unreadable(gone);
        }
    }

    private Multi<Transfer> looked(Look look, int number) {
        Multi<Transfer> begin = Multi.createFrom().item(new Transfer.Started(way.word(), number, 0));
        Multi<Transfer> middle = Multi.createBy()
                .repeating()
                .uni(() -> look, it -> delivery.disk.run(() -> further(it)))
                .until(bytes -> bytes == look.bytes())
                .map(bytes -> (Transfer) new Transfer.Advanced(bytes, look.bytes(), 0));
        Multi<Transfer> end = Multi.createFrom().deferred(() -> {
            Inspection seen = look.inspection();
            Optional<Problem> fault = delivery.proof(seen, way)
                    .fault(look.bytes())
                    .map(what -> Problem.of(Kind.CORRUPT, what + ", from the mounted archive"));
            return fault.isPresent() ? Multi.createFrom().failure(fault.get()) : delivery.taken(shared, seen, way);
        });
        return Multi.createBy().concatenating().streams(begin, middle, end);
    }

    private static Long further(Look look) throws IOException {
        for (int i = 0; i < PIECES_A_VISIT; i++) {
            look.buffer().clear();
            if (look.channel().read(look.buffer()) < 0) {
                return look.bytes();
            }
            look.inspection().update(look.buffer().flip());
        }
        return look.inspection().bytes();
    }

    private Uni<Void> closed(Look look) {
        return delivery.disk.run(() -> {
            look.inspection().close();
            look.channel().close();
            Files.deleteIfExists(shared); // gone already where it was taken
            return null;
        });
    }
}
