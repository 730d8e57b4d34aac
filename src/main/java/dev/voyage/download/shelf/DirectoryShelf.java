package dev.voyage.download.shelf;

import dev.voyage.download.mirror.BlockingExecutor;
import dev.voyage.download.mirror.Mirror;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.OptionalLong;

/** Files stay in their places in the mirror. */
public final class DirectoryShelf implements FileShelf {

    private final Mirror mirror;
    private final long floor;
    private final BlockingExecutor disk;

    /** @param floor bytes of the disk that stay free */
    public DirectoryShelf(Mirror mirror, long floor, BlockingExecutor disk) {
        this.mirror = mirror;
        this.floor = floor;
        this.disk = disk;
    }

    @Override
    public Optional<String> name() {
        return Optional.empty();
    }

    @Override
    public Uni<Void> keep(KeptFile file) {
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> confirm(KeptFile file) {
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Boolean> has(KeptFile file) {
        return disk.run(() -> Files.isRegularFile(file.place()) && Files.size(file.place()) == file.bytes());
    }

    @Override
    public Uni<OptionalLong> freeBytes() {
        return disk.run(() -> {
            Files.createDirectories(mirror.root());
            return OptionalLong.of(Math.max(0, mirror.root().toFile().getUsableSpace() - floor));
        });
    }

    @Override
    public SeekableByteChannel open(KeptFile file) throws IOException {
        return opened(file.place());
    }

    /** A directory, a symbolic link or something else is at the place of a file. */
    public static final class NoRegularFileException extends FileSystemException {

        private static final long serialVersionUID = 1;

        NoRegularFileException(Path place) {
            super(place.toString(), null, "it is no regular file");
        }
    }

    /** Opens a regular file; a symbolic link is not followed. */
    public static SeekableByteChannel opened(Path place) throws IOException {
        var found = Files.readAttributes(place, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!found.isRegularFile()) {
            throw new NoRegularFileException(place);
        }
        return FileChannel.open(place, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    }
}
