package dev.voyage.archive.s3;

import dev.voyage.archive.listing.UrlPrefix;
import dev.voyage.problem.Problem;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Finds the bucket that mirrors a directory of an archive. */
public final class BucketMappings {

    static final String SETTING = "voyage.s3";

    private final List<BucketMapping> pairs;
    private final CloudEndpoint cloud;

    private BucketMappings(List<BucketMapping> pairs, CloudEndpoint cloud) {
        this.pairs = pairs;
        this.cloud = cloud;
    }

    /**
     * @param pairs {@code URL-prefix=endpoint} each. The bucket is in the host's name at AWS ({@code
     *     NAME.s3.REGION.amazonaws.com}), elsewhere it is the path's first segment, or the one at the template's
     *     position; the rest of the path is the prefix of every key.
     * @param cloudEndpoint the address of buckets that are given only by their name, with {@code {bucket}} and {@code
     *     {region}}
     * @throws IllegalArgumentException that names the invalid pair and the correct form
     */
    public static BucketMappings parse(List<String> pairs, String cloudEndpoint) {
        var cloud = new CloudEndpoint(cloudEndpoint);
        var met = new HashSet<UrlPrefix>();
        var parsed = new ArrayList<BucketMapping>();
        for (String text : pairs) {
            BucketMapping pair = BucketMapping.parse(text, cloud);
            if (!met.add(pair.prefix())) {
                throw UrlPrefix.twice(SETTING, text);
            }
            parsed.add(pair);
        }
        parsed.sort(Comparator.comparingInt(
                (BucketMapping pair) -> -pair.prefix().segments().size()));
        return new BucketMappings(List.copyOf(parsed), cloud);
    }

    /**
     * The location of a directory in a bucket: from its link, else by the longest configured prefix of its address;
     * keys have one slash where the address has two. No request is sent, so it need not exist.
     *
     * @param cloudAccess the link's {@code cloud_access}, or null
     * @throws Problem {@code UNSAFE_NAME} when a name in the address may not become a file
     */
    public Optional<BucketPrefix> prefixOf(URI directory, String cloudAccess) {
        Optional<BucketPrefix> hinted = cloudAccess == null
                ? Optional.empty()
                : CloudAccess.parse(cloudAccess).stream().findFirst().map(this::hinted);
        return hinted.or(() -> configured(directory));
    }

    /**
     * The location of one file in a bucket, found in the same way as {@link #prefixOf} finds directories.
     *
     * @param cloudAccess the link's own, in which the key is that of the file; or null
     */
    public Optional<URI> objectOf(URI file, String cloudAccess) {
        Optional<URI> hinted = cloudAccess == null
                ? Optional.empty()
                : CloudAccess.parse(cloudAccess).stream()
                        .filter(place -> !place.key().endsWith("/"))
                        .findFirst()
                        .map(place ->
                                new BucketPrefix(cloud.of(place.bucket(), place.region()), "").objectUrl(place.key()));
        return hinted.or(() -> configured(file)
                .filter(prefix -> prefix.keyPrefix().length() > 1)
                .map(prefix -> prefix.objectUrl(
                        prefix.keyPrefix().substring(0, prefix.keyPrefix().length() - 1))));
    }

    private BucketPrefix hinted(CloudAccess place) {
        String key = place.key().endsWith("/") ? place.key() : place.key() + "/";
        return new BucketPrefix(cloud.of(place.bucket(), place.region()), key);
    }

    private Optional<BucketPrefix> configured(URI directory) {
        return pairs.stream()
                .flatMap(pair -> pair.prefix().below(directory).map(pair::at).stream())
                .findFirst();
    }
}
