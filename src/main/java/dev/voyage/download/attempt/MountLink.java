package dev.voyage.download.attempt;

import dev.voyage.download.source.FileSource;
import dev.voyage.download.source.TransferEvent;
import dev.voyage.download.verify.StreamInspection;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
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

/** Links or clones one file of a mounted archive without writing its bytes again, but reads all of them. */
final class MountLink {

    private static final int PIECE = 256 * 1024;
    private static final int PIECES_A_VISIT = 32;

    private final FileDownload delivery;
    private final FileSource.Mounted way;
    private final Path shared;

    MountLink(FileDownload delivery, FileSource.Mounted way, Path shared) {
        this.delivery = delivery;
        this.way = way;
        this.shared = shared;
    }

    /** Like an attempt that copies: fails with {@code CORRUPT} when the file is not complete. */
    Multi<TransferEvent> run(int number) {
        return Multi.createFrom()
                .resource(this::opened, it -> looked(it, number))
                .withFinalizer(this::closed);
    }

    private record Look(FileChannel channel, StreamInspection inspection, long bytes, ByteBuffer buffer) {}

    private Look opened() {
        try {
            var channel = FileChannel.open(shared, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
            return new Look(channel, new StreamInspection(), channel.size(), ByteBuffer.allocate(PIECE));
        } catch (IOException gone) {
            throw MountCopy.unreadable(gone);
        }
    }

    private Multi<TransferEvent> looked(Look look, int number) {
        Multi<TransferEvent> begin = Multi.createFrom().item(new TransferEvent.Started(way.word(), number, 0));
        Multi<TransferEvent> middle = Multi.createBy()
                .repeating()
                .uni(() -> look, it -> delivery.disk.run(() -> further(it)))
                .until(bytes -> bytes == look.bytes())
                .map(bytes -> (TransferEvent) new TransferEvent.Advanced(bytes, look.bytes(), 0));
        Multi<TransferEvent> end = Multi.createFrom().deferred(() -> {
            StreamInspection seen = look.inspection();
            Optional<Problem> fault = delivery.proof(seen, way)
                    .fault(look.bytes())
                    .map(what -> Problem.of(ProblemType.CORRUPT, what + ", from the mounted archive"))
                    .map(it -> delivery.part.doubt().settled(it, way.url()));
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
            Files.deleteIfExists(shared); // already moved if the file was accepted
            return null;
        });
    }
}
