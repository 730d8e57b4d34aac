package dev.voyage.archive.mount;

import dev.voyage.archive.listing.UrlPrefix;
import dev.voyage.problem.Problem;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Archives that are mounted on this machine, as {@code /FTP/} is at SciServer. */
public final class Mounts {

    static final String SETTING = "voyage.mounts";

    private final List<Mount> mounts;

    private Mounts(List<Mount> mounts) {
        this.mounts = mounts;
    }

    /**
     * @param pairs {@code URL-prefix=directory} each
     * @throws IllegalArgumentException that names an invalid pair and the correct form
     */
    public static Mounts parse(List<String> pairs) {
        var met = new HashSet<UrlPrefix>();
        var mounts = new ArrayList<Mount>();
        for (String pair : pairs) {
            Mount mount = Mount.parse(pair);
            if (!met.add(mount.prefix())) {
                throw UrlPrefix.twice(SETTING, pair);
            }
            mounts.add(mount);
        }
        mounts.sort(Comparator.comparingInt(
                (Mount mount) -> -mount.prefix().segments().size()));
        return new Mounts(List.copyOf(mounts));
    }

    /** Whether there are no mounts. */
    public boolean isEmpty() {
        return mounts.isEmpty();
    }

    /**
     * The path of an address on this machine, which need not exist; empty when no mount contains it. The path's names
     * never lead out of the mount's directory; {@link MountArchive} checks symbolic links.
     *
     * @throws Problem {@code UNSAFE_NAME} when a name in it may not become a file: dots, encoded slashes, control
     *     characters
     */
    public Optional<Path> placeOf(URI url) {
        return mountOf(url).flatMap(mount -> mount.placeOf(url));
    }

    /** The mount with the longest prefix. */
    Optional<Mount> mountOf(URI url) {
        return mounts.stream()
                .filter(mount -> mount.prefix().below(url).isPresent())
                .findFirst();
    }
}
