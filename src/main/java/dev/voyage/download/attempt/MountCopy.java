package dev.voyage.download.attempt;

import dev.voyage.coding.HttpDate;
import dev.voyage.download.content.BodyFacts;
import dev.voyage.download.mirror.PartMetadata;
import dev.voyage.download.source.FileSource;
import dev.voyage.download.source.TransferEvent;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
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

/** One file copied from a mounted archive, checked like any file received over the network. */
final class MountCopy implements DownloadAttempt {

    private static final int PIECE = 256 * 1024;

    private final FileDownload delivery;
    private final FileSource.Mounted way;
    private final FileCloner shares;

    MountCopy(FileDownload delivery, FileSource.Mounted way, FileCloner shares) {
        this.delivery = delivery;
        this.shares = shares;
        this.way = way;
    }

    @Override
    public Multi<TransferEvent> run(int number) {
        return delivery.holding(way)
                .onItem()
                .transformToMulti(holding -> holding.part() == null
                        ? delivery.disk
                                .run(() -> shares.share(way.file(), delivery.shared()))
                                .onItem()
                                .transformToMulti(shared -> shared
                                        ? new MountLink(delivery, way, delivery.shared()).run(number)
                                        : copied(holding, number))
                        : copied(holding, number));
    }

    private Multi<TransferEvent> copied(LocalCopy holding, int number) {
        return delivery.disk.run(() -> opened(holding)).onItem().transformToMulti(source -> Multi.createFrom()
                .resource(() -> source, it -> copied(it, number))
                .withFinalizer(this::closed));
    }

    private Multi<TransferEvent> copied(Source source, int number) {
        var version = new FileSource.Mounted(way.file(), source.bytes(), source.modified());
        var intake = delivery.intake(source.head(), version, BodyFacts.NONE, null);
        Multi<TransferEvent> end = Multi.createFrom().deferred(() -> delivery.disk
                .run(() -> {
                    source.checkUnchanged();
                    return new SourceValidators(null, HttpDate.text(source.modified()));
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

    private Source opened(LocalCopy holding) {
        try {
            var channel = FileChannel.open(way.file(), StandardOpenOption.READ);
            var seen = Files.readAttributes(way.file(), BasicFileAttributes.class);
            var modified = seen.lastModifiedTime().toInstant();
            var note = PartMetadata.of(way.url(), seen.size(), modified);
            boolean goesOn = holding.part() != null
                    && holding.part().validator().equals(note.validator())
                    && holding.partBytes() <= seen.size();
            long from = goesOn ? holding.partBytes() : 0;
            return new Source(
                    way.file(),
                    channel.position(from),
                    seen.size(),
                    modified,
                    new ResponseMeaning.Bytes(from, null, seen.size(), 0, note, false));
        } catch (IOException failure) {
            throw unreadable(failure);
        }
    }

    /** The file being copied, in the state in which it was opened. */
    private record Source(Path file, FileChannel channel, long bytes, Instant modified, ResponseMeaning.Bytes head) {

        ByteBuffer next() {
            var buffer = ByteBuffer.allocate(PIECE);
            try {
                while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
                    // a mounted file may be read in pieces
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
                    throw Problem.of(ProblemType.CORRUPT, "the mounted file changed while it was copied");
                }
            } catch (IOException failure) {
                throw unreadable(failure);
            }
        }
    }

    /** The failure is not that of voyage's own disk: another source may have the file. */
    static Problem unreadable(IOException failure) {
        return failure instanceof NoSuchFileException
                ? Problem.of(ProblemType.REFUSED, "it is not there", failure)
                : Problem.of(ProblemType.REFUSED, "it cannot be read there", failure);
    }
}
