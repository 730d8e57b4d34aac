package dev.voyage.registry;

import dev.voyage.coding.Sha256;
import dev.voyage.registry.interfaces.Ivoid;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Answers on disk, {@code numaster-1f3a….json} each: a readable part and a unique part. A file is written under a
 * temporary name, synced and moved into place, so there is a complete one or none.
 */
final class AnswerCache {

    private static final int LARGEST = 1 << 16;

    private final Path directory;

    AnswerCache(Path directory) {
        this.directory = directory;
    }

    /** Reads on a worker; an unreadable answer counts as absent. */
    Uni<Optional<CachedAnswer>> find(Ivoid ivoid) {
        return Uni.createFrom().item(() -> read(ivoid)).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    /** Writes on a worker; fails with an {@link UncheckedIOException} when the disk does. */
    Uni<Void> keep(Ivoid ivoid, CachedAnswer kept) {
        return Uni.createFrom()
                .voidItem()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .invoke(() -> write(ivoid, kept));
    }

    private Optional<CachedAnswer> read(Ivoid ivoid) {
        try (var in = Files.newInputStream(file(ivoid))) {
            return CachedAnswer.read(in.readNBytes(LARGEST), ivoid);
        } catch (NoSuchFileException neverAsked) {
            return Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private void write(Ivoid ivoid, CachedAnswer kept) {
        try {
            Files.createDirectories(directory);
            Path aside = Files.createTempFile(directory, "answer-", ".tmp");
            try {
                try (var out = FileChannel.open(aside, StandardOpenOption.WRITE)) {
                    var bytes = ByteBuffer.wrap(kept.toJson());
                    while (bytes.hasRemaining()) {
                        out.write(bytes);
                    }
                    out.force(true);
                }
                Files.move(aside, file(ivoid), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(aside);
            }
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    Path file(Ivoid ivoid) {
        String last = ivoid.text().substring(ivoid.text().lastIndexOf('/') + 1);
        String readable = last.replaceAll("[^a-z0-9_]", "_");
        return directory.resolve(readable.substring(0, Math.min(60, readable.length()))
                + "-"
                + Sha256.hex(ivoid.text()).substring(0, 16)
                + ".json");
    }
}
