package dev.voyage.archive;

import dev.voyage.problem.Problem;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Which bucket has a directory of an archive too. */
public final class Buckets {

    static final String SETTING = "voyage.s3";

    private final List<BucketPair> pairs;
    private final CloudEndpoint cloud;

    private Buckets(List<BucketPair> pairs, CloudEndpoint cloud) {
        this.pairs = pairs;
        this.cloud = cloud;
    }

    /**
     * @param pairs {@code URL-prefix=endpoint} each. The bucket is in the host's name at AWS
     *     ({@code NAME.s3.REGION.amazonaws.com}), elsewhere the path's first segment, or that which
     *     the template has in its place; what follows begins every key.
     * @param cloudEndpoint the address of buckets known by name only, with {@code {bucket}} and
     *     {@code {region}}
     * @throws IllegalArgumentException that names what is wrong and says what is right
     */
    public static Buckets parse(List<String> pairs, String cloudEndpoint) {
        var cloud = new CloudEndpoint(cloudEndpoint);
        var met = new HashSet<UrlPrefix>();
        var parsed = new ArrayList<BucketPair>();
        for (String text : pairs) {
            BucketPair pair = BucketPair.parse(text, cloud);
            if (!met.add(pair.prefix())) {
                throw UrlPrefix.twice(SETTING, text);
            }
            parsed.add(pair);
        }
        parsed.sort(Comparator.comparingInt(
                (BucketPair pair) -> -pair.prefix().segments().size()));
        return new Buckets(List.copyOf(parsed), cloud);
    }

    /**
     * Where a directory lies in a bucket: as its link says, else by the longest configured prefix
     * of its address; keys have one slash where the address has two. Nothing is asked, so it need
     * not be there.
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
