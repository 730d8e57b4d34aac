package dev.voyage.download;

import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;

/** One file taken from a mounted archive, looked at like any that comes over the wire. */
final class Copying implements Attempt {

    private static final int PIECE = 256 * 1024;

    private final Delivery delivery;
    private final Way.Mounted way;
    private final Shares shares;

    Copying(Delivery delivery, Way.Mounted way, Shares shares) {
        this.delivery = delivery;
        this.shares = shares;
        this.way = way;
    }

    @Override
    public Multi<Transfer> run(int number) {
        return delivery.holding(way)
                .onItem()
                .transformToMulti(holding -> holding.part() == null
                        ? delivery.disk
                                .run(() -> shares.share(way.file(), delivery.shared()))
                                .onItem()
                                .transformToMulti(shared -> shared
                                        ? new Sharing(delivery, way, delivery.shared()).run(number)
                                        : copied(holding, number))
                        : copied(holding, number));
    }

    private Multi<Transfer> copied(Holding holding, int number) {
        return delivery.disk.run(() -> opened(holding)).onItem().transformToMulti(source -> Multi.createFrom()
                .resource(() -> source, it -> copied(it, number))
                .withFinalizer(this::closed));
    }

    private Multi<Transfer> copied(Source source, int number) {
        var version = new Way.Mounted(way.file(), source.bytes(), source.modified());
        var intake = delivery.intake(source.head(), version, null);
        Multi<Transfer> end = Multi.createFrom().deferred(() -> delivery.disk
                .run(() -> {
                    source.checkUnchanged();
                    return new Delivery.Validators(null, Dates.text(source.modified()));
                })
                .onItem()
                .transformToMulti(it -> delivery.completed(source.bytes(), intake, it, version)));
        return Multi.createBy()
                .concatenating()
                .streams(delivery.body(bytes(source), Long.MAX_VALUE, intake, source.head(), number, version), end);
    }

    private Uni<Void> closed(Source source) {
        return delivery.disk.run(() -> {
            source.channel().close();
            return null;
        });
    }

    private Multi<ByteBuffer> bytes(Source source) {
        return Multi.createBy()
                .repeating()
                .uni(() -> source, it -> delivery.disk.run(it::next))
                .whilst(ByteBuffer::hasRemaining);
    }

    private Source opened(Holding holding) {
        try {
            var channel = FileChannel.open(way.file(), StandardOpenOption.READ);
            var seen = Files.readAttributes(way.file(), BasicFileAttributes.class);
            var modified = seen.lastModifiedTime().toInstant();
            var note = PartNote.of(way.url(), seen.size(), modified);
            boolean goesOn = holding.part() != null
                    && holding.part().validator().equals(note.validator())
                    && holding.partBytes() <= seen.size();
            long from = goesOn ? holding.partBytes() : 0;
            return new Source(
                    way.file(),
                    channel.position(from),
                    seen.size(),
                    modified,
                    new Head.Bytes(from, seen.size(), note, false));
        } catch (IOException failure) {
            throw unreadable(failure);
        }
    }

    /** The file being copied, as it was when it was opened. */
    private record Source(Path file, FileChannel channel, long bytes, Instant modified, Head.Bytes head) {

        ByteBuffer next() {
            var buffer = ByteBuffer.allocate(PIECE);
            try {
                while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
                    // a mounted file may come in pieces
                }
            } catch (IOException failure) {
                throw unreadable(failure);
            }
            return buffer.flip();
        }

        void checkUnchanged() {
            try {
                var now = Files.readAttributes(file, BasicFileAttributes.class);
                if (now.size() != bytes || !now.lastModifiedTime().toInstant().equals(modified)) {
                    throw Problem.of(Kind.CORRUPT, "the mounted file changed while it was copied");
                }
            } catch (IOException failure) {
                throw unreadable(failure);
            }
        }
    }

    /** Not our disk: another way may have it. */
    static Problem unreadable(IOException failure) {
        return failure instanceof NoSuchFileException
                ? Problem.of(Kind.REFUSED, "it is not there", failure)
                : Problem.of(Kind.REFUSED, "it cannot be read there", failure);
    }
}
