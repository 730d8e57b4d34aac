package dev.voyage.objects;

import dev.voyage.settings.SecretFile;
import java.net.URI;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The bucket that {@code voyage.files} names, and its credentials.
 *
 * @param place of all objects
 * @param key to sign requests with
 */
public record BucketSettings(BucketPlace place, AccessKey key) {

    private static final String SCHEME = "s3://";

    private static final String USUAL_REGION = "us-east-1";

    /** Names of buckets are parts of host names or first segments of paths. */
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9._-]{1,61}[a-z0-9]");

    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9][A-Za-z0-9/._=-]*");

    /** Whether this value of {@code voyage.files} names a bucket. */
    public static boolean isBucket(String files) {
        return files.startsWith(SCHEME);
    }

    /**
     * Reads the settings.
     *
     * @param environment gives the value of a variable, or null
     * @throws IllegalArgumentException that names the setting and the correct form
     */
    public static BucketSettings of(FilesConfig config, UnaryOperator<String> environment) {
        String[] parts = config.place().orElseThrow().substring(SCHEME.length()).split("/", 2);
        String bucket = parts[0];
        String prefix = parts.length == 1 ? "" : parts[1].replaceAll("/+$", "");
        if (!BUCKET.matcher(bucket).matches() || bucket.contains("..")) {
            throw new IllegalArgumentException(
                    "voyage.files names no valid bucket; right is such as s3://bucket/prefix");
        } else if (!prefix.isEmpty() && (!PREFIX.matcher(prefix).matches() || prefix.contains("//"))) {
            throw new IllegalArgumentException("voyage.files has a prefix with other characters than letters, digits,"
                    + " and . _ - = / between names");
        }
        FilesConfig.Bucket s3 = config.s3();
        String region = s3.region()
                .or(() -> variable(environment, "AWS_REGION"))
                .or(() -> variable(environment, "AWS_DEFAULT_REGION"))
                .orElse(USUAL_REGION);
        Optional<URI> endpoint = s3.endpoint().or(() -> variable(environment, "AWS_ENDPOINT_URL_S3")
                .or(() -> variable(environment, "AWS_ENDPOINT_URL"))
                .map(URI::create));
        boolean inPath = s3.pathStyle().orElse(endpoint.isPresent() || bucket.indexOf('.') >= 0);
        URI base =
                base(endpoint.orElseGet(() -> URI.create("https://s3." + region + ".amazonaws.com")), bucket, inPath);
        return new BucketSettings(
                new BucketPlace(base, prefix.isEmpty() ? "" : prefix + "/", region), key(s3, environment));
    }

    private static URI base(URI store, String bucket, boolean inPath) {
        boolean web = "http".equals(store.getScheme()) || "https".equals(store.getScheme());
        String path = store.getRawPath() == null ? "" : store.getRawPath().replaceAll("/+$", "");
        if (!web || store.getHost() == null || store.getRawUserInfo() != null || store.getRawQuery() != null) {
            throw new IllegalArgumentException(
                    "voyage.files.s3.endpoint is no address of a store; right is such as https://minio.example.org:9000");
        }
        String port = store.getPort() < 0 ? "" : ":" + store.getPort();
        return URI.create(store.getScheme() + "://" + (inPath ? "" : bucket + ".") + store.getHost() + port + path
                + (inPath ? "/" + bucket : ""));
    }

    private static AccessKey key(FilesConfig.Bucket s3, UnaryOperator<String> environment) {
        Optional<String> id = SecretFile.either(s3.accessKey(), "voyage.files.s3.access-key-file", s3.accessKeyFile())
                .or(() -> variable(environment, "AWS_ACCESS_KEY_ID"));
        Optional<String> secret = SecretFile.either(
                        s3.secretKey(), "voyage.files.s3.secret-key-file", s3.secretKeyFile())
                .or(() -> variable(environment, "AWS_SECRET_ACCESS_KEY"));
        if (id.isEmpty() || secret.isEmpty()) {
            throw new IllegalArgumentException("voyage.files is a bucket, and " + (id.isEmpty() ? "access" : "secret")
                    + " key is missing: set voyage.files.s3.access-key and secret-key, their -file forms, or"
                    + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
        }
        Optional<String> session = s3.sessionToken().or(() -> variable(environment, "AWS_SESSION_TOKEN"));
        return new AccessKey(id.get(), secret.get(), session.orElse(null));
    }

    private static Optional<String> variable(UnaryOperator<String> environment, String name) {
        return Optional.ofNullable(environment.apply(name)).filter(value -> !value.isBlank());
    }
}
