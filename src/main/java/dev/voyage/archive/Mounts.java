package dev.voyage.archive;

import dev.voyage.problem.Problem;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Archives that are mounted on this machine, as SciServer has {@code /FTP/}. */
public final class Mounts {

    static final String SETTING = "voyage.mounts";

    private final List<Mount> mounts;

    private Mounts(List<Mount> mounts) {
        this.mounts = mounts;
    }

    /**
     * @param pairs {@code URL-prefix=directory} each
     * @throws IllegalArgumentException that names a wrong pair and says what is right
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

    /**
     * Where an address lies on this machine, whether or not anything is there; empty when no mount
     * has it. Never outside the mount's directory by its names; symbolic links are {@link
     * MountArchive}'s.
     *
     * @throws Problem {@code UNSAFE_NAME} when a name in it may not become a file: dots, encoded
     *     slashes, control characters
     */
    public Optional<Path> placeOf(URI url) {
        return mountOf(url).flatMap(mount -> mount.placeOf(url));
    }

    /** The one with the longest prefix. */
    Optional<Mount> mountOf(URI url) {
        return mounts.stream()
                .filter(mount -> mount.prefix().below(url).isPresent())
                .findFirst();
    }
}
