package dev.voyage.search.fetch;

import dev.voyage.archive.listing.ListingItem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The copies of one archive directory in other places. */
final class AlternativeCopies {

    /** An index page rounds sizes, in powers of 1000 or 1024. */
    private static final double ROUGHLY = 0.15;

    private final boolean mounted;
    private final List<ListingItem> listing;
    private final Map<String, ListingItem.RemoteFile> byPath = new HashMap<>();
    private final String bucketProblem;

    /**
     * @param listing of the bucket; empty if there is none
     * @param bucketProblem why there is no listing although there is a bucket, or null
     */
    AlternativeCopies(boolean mounted, List<ListingItem> listing, String bucketProblem) {
        this.mounted = mounted;
        this.listing = listing;
        this.bucketProblem = bucketProblem;
        for (ListingItem listed : listing) {
            if (listed instanceof ListingItem.RemoteFile file) {
                byPath.put(file.path(), file);
            }
        }
    }

    boolean isMounted() {
        return mounted;
    }

    List<ListingItem> listing() {
        return listing;
    }

    /**
     * The same file in the bucket.
     *
     * @param without receives the reason if there is none
     */
    Optional<ListingItem.RemoteFile> of(ListingItem.RemoteFile file, List<String> without) {
        ListingItem.RemoteFile stored = byPath.get(file.path());
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

    /** Whether a size clearly differs from the one in the archive's listing. */
    static boolean isAnother(long bytes, ListingItem.RemoteFile shown) {
        Long rough = shown.bytes() == null ? shown.roughBytes() : shown.bytes();
        return rough != null && Math.abs(bytes - rough) > Math.max(1024, rough * ROUGHLY);
    }
}
