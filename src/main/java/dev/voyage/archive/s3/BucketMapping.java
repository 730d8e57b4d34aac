package dev.voyage.archive.s3;

import dev.voyage.archive.listing.PathSegments;
import dev.voyage.archive.listing.UrlPrefix;
import dev.voyage.problem.Problem;
import dev.voyage.upstream.uri.Urls;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A part of an archive that is mirrored in a bucket.
 *
 * @param root the equivalent of the prefix in the bucket
 */
record BucketMapping(UrlPrefix prefix, BucketPrefix root) {

    private static final String FORM =
            "URL-prefix=endpoint, such as https://heasarc.gsfc.nasa.gov/FTP/=https://nasa-heasarc.s3.amazonaws.com/"
                    + " or http://localhost:9000/bucket/prefix/ or s3://bucket/prefix/";

    /** Addresses with the bucket in the host's name. */
    private static final Pattern VIRTUAL_HOST =
            Pattern.compile("[a-z0-9][a-z0-9.-]*\\.s3[.-][a-z0-9.-]*amazonaws\\.(com|com\\.cn|eu)");

    /**
     * @throws IllegalArgumentException when this is not a valid pair
     */
    static BucketMapping parse(String pair, CloudEndpoint cloud) {
        var sides = UrlPrefix.Pair.parse(BucketMappings.SETTING, pair, FORM);
        String place = sides.place();
        if (!place.endsWith("/")) {
            throw wrong(pair, "the endpoint must end in a slash");
        } else if (place.startsWith("s3://")) {
            return new BucketMapping(sides.prefix(), byName(pair, place, cloud));
        }
        try {
            URI endpoint = Urls.parse(place);
            if (endpoint.getRawQuery() == null && endpoint.getRawUserInfo() == null) {
                return new BucketMapping(sides.prefix(), byAddress(pair, endpoint, cloud));
            }
        } catch (Problem notOne) {
            throw wrong(pair, notOne.detail());
        }
        throw wrong(pair, "the endpoint has a query or a user");
    }

    private static BucketPrefix byName(String pair, String place, CloudEndpoint cloud) {
        String path = place.substring("s3://".length());
        String bucket = path.substring(0, path.indexOf('/'));
        if (!CloudAccess.isBucket(bucket)) {
            throw wrong(pair, "no bucket can have this name");
        }
        String key = CloudAccess.plain(path.substring(bucket.length()));
        return new BucketPrefix(cloud.of(bucket, CloudAccess.USUAL_REGION), key);
    }

    private static BucketPrefix byAddress(String pair, URI endpoint, CloudEndpoint cloud) {
        String path = endpoint.getRawPath();
        String origin = endpoint.toString().substring(0, endpoint.toString().length() - path.length());
        if (VIRTUAL_HOST.matcher(endpoint.getHost().toLowerCase(Locale.ROOT)).matches()) {
            return new BucketPrefix(URI.create(origin + "/"), key(path));
        }
        // in an address that matches the template, the bucket is at the template's position
        String before = cloud.beforeBucket()
                .filter(endpoint.toString()::startsWith)
                .map(start -> start.substring(origin.length()))
                .orElse("/");
        int end = path.indexOf('/', before.length());
        if (end <= before.length()) {
            throw wrong(pair, "the endpoint names no bucket");
        }
        return new BucketPrefix(URI.create(origin + path.substring(0, end + 1)), key(path.substring(end)));
    }

    private static String key(String path) {
        return PathSegments.of(path).stream().map(name -> name + "/").reduce("", String::concat);
    }

    /** The equivalent of this address in the bucket. */
    BucketPrefix at(List<String> names) {
        String below = names.stream().map(name -> name + "/").reduce("", String::concat);
        return new BucketPrefix(root.listEndpoint(), root.keyPrefix() + below);
    }

    private static IllegalArgumentException wrong(String pair, String why) {
        return UrlPrefix.wrong(BucketMappings.SETTING, pair, FORM, why);
    }
}
