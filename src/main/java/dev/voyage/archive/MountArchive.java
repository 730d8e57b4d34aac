package dev.voyage.archive;

import dev.voyage.http.Notices;
import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import dev.voyage.problem.Quoted;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;

/** Directories of archives that are mounted on this machine. */
public final class MountArchive {

    private final Mounts mounts;
    private final ListingConfig config;
    private final Executor disk;

    /**
     * @param disk whose threads may block
     */
    public MountArchive(Mounts mounts, ListingConfig config, Executor disk) {
        this.mounts = mounts;
        this.config = config;
        this.disk = disk;
    }

    /**
     * All files below a directory, level by level, as {@link HttpArchive#walk} gives them but with
     * exact sizes and times: of each directory one {@code Directory}, its entries sorted, and then
     * its files; one {@code Failed} of what cannot be read. A directory is read when its first item
     * is asked for. Symbolic links are followed while they stay in the mount, after everything
     * else, and no directory is walked twice. Ends when all is read, or behind a {@code Failed} of
     * {@code TOO_LARGE}. Cancelling ends it at the next entry.
     *
     * @param notices hears nothing: a disk does not say that it is busy
     * @return fails only when the directory itself cannot be read: with {@code NOT_CONFIGURED} when
     *     no mount has it, {@code NOT_FOUND} when it is not there, {@code REFUSED} when it may not
     *     be read, {@code UNAVAILABLE} when the disk fails, {@code UNSAFE_NAME} when its address
     *     leads out of the mount, {@code MALFORMED} when that is none of a directory
     */
    public Multi<Listed> walk(URI directory, Notices notices) {
        return Multi.createFrom().deferred(() -> {
            Node top = Node.top(directory);
            var walk = new MountWalk(top, place(top.url()), mountOf(top.url()).directory(), config);
            return Multi.createBy()
                    .repeating()
                    .uni(() -> Uni.createFrom().item(walk::next).runSubscriptionOn(disk))
                    .until(MountPage::isLast)
                    .onItem()
                    .transformToMultiAndConcatenate(page -> Multi.createFrom().items(page::items))
                    .onCancellation()
                    .invoke(walk::stop);
        });
    }

    /**
     * The file at this address, its path free of symbolic links; made sure to be a file and in the
     * mount.
     *
     * @return fails as {@link #walk} does
     */
    public Uni<Path> file(URI url) {
        return Uni.createFrom().item(() -> real(url)).runSubscriptionOn(disk);
    }

    private Path real(URI url) {
        Path place = place(url);
        try {
            Path real = place.toRealPath();
            Path root = mountOf(url).directory().toRealPath();
            if (!real.startsWith(root)) {
                throw MountWalk.outside(url);
            } else if (!Files.isRegularFile(real)) {
                throw MountWalk.notThere(url);
            }
            return real;
        } catch (IOException unreadable) {
            throw MountWalk.problemAt(place, url, unreadable);
        }
    }

    private Path place(URI url) {
        return mounts.placeOf(url).orElseThrow(() -> notMounted(url));
    }

    private Mount mountOf(URI url) {
        Optional<Mount> mount = mounts.mountOf(url);
        return mount.orElseThrow(() -> notMounted(url));
    }

    private static Problem notMounted(URI url) {
        return Problem.of(Kind.NOT_CONFIGURED, "no mounted archive has " + Quoted.of(url.toString()));
    }
}
