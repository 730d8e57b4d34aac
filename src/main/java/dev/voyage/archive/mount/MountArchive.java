package dev.voyage.archive.mount;

import dev.voyage.archive.listing.ListingConfig;
import dev.voyage.archive.listing.ListingItem;
import dev.voyage.archive.walk.DirectoryNode;
import dev.voyage.archive.walk.HttpArchive;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import dev.voyage.upstream.RequestContext;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.concurrent.Executor;

/** Directories of archives that are mounted on this machine. */
public final class MountArchive {

    private final Mounts mounts;
    private final ListingConfig config;
    private final Executor disk;

    /**
     * @param disk an executor with threads that may block
     */
    public MountArchive(Mounts mounts, ListingConfig config, Executor disk) {
        this.mounts = mounts;
        this.config = config;
        this.disk = disk;
    }

    /**
     * All files below a directory, level by level, in the form of {@link HttpArchive#walk} but with exact sizes and
     * times: for each directory one {@code Directory}, its entries sorted, and then its files; one {@code Failed} for
     * each part that cannot be read. A directory is read when its first item is requested. Symbolic links are followed
     * while they stay in the mount, after everything else, and no directory is walked twice. Completes when all is
     * read, or after a {@code Failed} of {@code TOO_LARGE}. Cancelling stops it at the next entry.
     *
     * @param notices not used: a disk does not report that it is busy
     * @return fails only when the directory itself cannot be read: with {@code NOT_CONFIGURED} when no mount contains
     *     it, {@code NOT_FOUND} when it does not exist, {@code REFUSED} when it may not be read, {@code UNAVAILABLE}
     *     when the disk fails, {@code UNSAFE_NAME} when its address leads out of the mount, {@code MALFORMED} when its
     *     address is not that of a directory
     */
    public Multi<ListingItem> walk(URI directory, RequestContext notices) {
        return Multi.createFrom().deferred(() -> {
            DirectoryNode top = DirectoryNode.top(directory);
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
     * The file at this address, its path free of symbolic links; verified to be a file inside the mount.
     *
     * @return fails as {@link #walk} does
     */
    public Uni<MountedFile> file(URI url) {
        return Uni.createFrom().item(() -> real(url)).runSubscriptionOn(disk);
    }

    private MountedFile real(URI url) {
        Path place = place(url);
        try {
            Path real = place.toRealPath();
            Path root = mountOf(url).directory().toRealPath();
            if (!real.startsWith(root)) {
                throw MountWalk.outside(url);
            }
            var seen = Files.readAttributes(real, BasicFileAttributes.class);
            if (!seen.isRegularFile()) {
                throw MountWalk.notThere(url);
            }
            return new MountedFile(real, seen.size(), seen.lastModifiedTime().toInstant());
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
        return Problem.of(ProblemType.NOT_CONFIGURED, "no mounted archive has " + QuotedText.of(url.toString()));
    }
}
