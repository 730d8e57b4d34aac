package dev.voyage.search;

import dev.voyage.archive.Listed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What other places have of one directory of an archive. */
final class Copies {

    /** An index page rounds sizes, in powers of 1000 or 1024. */
    private static final double ROUGHLY = 0.15;

    private final boolean mounted;
    private final List<Listed> listing;
    private final Map<String, Listed.RemoteFile> byPath = new HashMap<>();
    private final String bucketProblem;

    /**
     * @param listing of the bucket; empty where there is none
     * @param bucketProblem why there is no listing although there is a bucket, or null
     */
    Copies(boolean mounted, List<Listed> listing, String bucketProblem) {
        this.mounted = mounted;
        this.listing = listing;
        this.bucketProblem = bucketProblem;
        for (Listed listed : listing) {
            if (listed instanceof Listed.RemoteFile file) {
                byPath.put(file.path(), file);
            }
        }
    }

    boolean isMounted() {
        return mounted;
    }

    List<Listed> listing() {
        return listing;
    }

    /**
     * The same file in the bucket.
     *
     * @param without is told why not
     */
    Optional<Listed.RemoteFile> of(Listed.RemoteFile file, List<String> without) {
        Listed.RemoteFile stored = byPath.get(file.path());
        if (stored == null) {
            if (bucketProblem != null) {
                without.add("not in the bucket: " + bucketProblem);
            } else if (!listing.isEmpty()) {
                without.add("not in the bucket: it is not there");
            }
            return Optional.empty();
        } else if (isAnother(stored.bytes(), file)) {
            without.add("not in the bucket: it has another version, of " + stored.bytes() + " bytes");
            return Optional.empty();
        }
        return Optional.of(stored);
    }

    /** Whether a size is clearly not the one that the archive's listing shows. */
    static boolean isAnother(long bytes, Listed.RemoteFile shown) {
        Long rough = shown.bytes() == null ? shown.roughBytes() : shown.bytes();
        return rough != null && Math.abs(bytes - rough) > Math.max(1024, rough * ROUGHLY);
    }
}
