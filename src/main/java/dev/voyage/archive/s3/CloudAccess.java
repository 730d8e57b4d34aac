package dev.voyage.archive.s3;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A location in a bucket, from the column {@code cloud_access} in links of HEASARC and other archives: a hint, since
 * the same column has had several formats.
 *
 * @param region {@code us-east-1} if none is given
 * @param key without a leading slash or double slashes; never empty
 */
public record CloudAccess(String bucket, String region, String key) {

    static final String USUAL_REGION = "us-east-1";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST = 65_536;

    /** Names of buckets and regions become parts of a host name. */
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

    private static final Pattern REGION = Pattern.compile("[a-z]{2}[a-z0-9-]{1,30}[a-z0-9]");

    /**
     * The public locations at AWS, in the order given; empty when there is none or the text has another format.
     *
     * @param json an object {@code {"aws": {"bucket_name", "region", "access", "key"}}}, or a list of such; {@code aws}
     *     may be a list too
     */
    public static List<CloudAccess> parse(String json) {
        var found = new ArrayList<CloudAccess>();
        if (json.length() <= LONGEST) {
            try {
                for (JsonNode cloud : each(JSON.readTree(json))) {
                    each(cloud.path("aws")).forEach(place -> add(place, found));
                }
            } catch (JsonProcessingException noJson) {
                return List.of();
            }
        }
        return List.copyOf(found);
    }

    private static Iterable<JsonNode> each(JsonNode node) {
        return node.isArray() ? node : List.of(node);
    }

    private static void add(JsonNode place, List<CloudAccess> found) {
        String access = place.path("access").asText("");
        String bucket = place.path("bucket_name").asText("");
        String region = place.path("region").asText("");
        String key = plain(place.path("key").asText(""));
        boolean open = access.isBlank() || access.equalsIgnoreCase("open");
        if (open && isBucket(bucket) && !key.isEmpty() && (region.isEmpty() || isRegion(region))) {
            found.add(new CloudAccess(bucket, region.isEmpty() ? USUAL_REGION : region, key));
        }
    }

    static boolean isBucket(String name) {
        return BUCKET.matcher(name).matches() && !name.contains("..") && !name.contains(".-") && !name.contains("-.");
    }

    private static boolean isRegion(String name) {
        return REGION.matcher(name).matches();
    }

    /** Keys used to be written like paths: with a leading slash, and double slashes inside. */
    static String plain(String key) {
        String single = key.replaceAll("/{2,}", "/");
        return single.startsWith("/") ? single.substring(1) : single;
    }
}
