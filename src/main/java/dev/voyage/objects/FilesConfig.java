package dev.voyage.objects;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Settings of the place of complete files. */
@ConfigMapping(prefix = "voyage.files")
public interface FilesConfig {

    /**
     * Directory of the complete files, {@code files} in {@code voyage.data} if none is set; or a place in a bucket, such as
     * {@code s3://bucket/prefix}, where they are objects named by their hash.
     */
    @WithParentName
    Optional<String> place();

    /** Whether clients get files of a bucket by a redirect to an address that is valid for 5 minutes. */
    @WithDefault("false")
    boolean redirect();

    /** The store of the bucket. */
    Bucket s3();

    /** Settings of a store that speaks the protocol of Amazon S3; those without a value come from the usual environment variables. */
    interface Bucket {

        /** Address of the store, such as {@code https://minio.example.org:9000}; Amazon's own if none is set. */
        Optional<URI> endpoint();

        /** Region for signatures; {@code us-east-1} if none is set. */
        Optional<String> region();

        /** Whether the bucket is the first segment of the path and not a part of the host; true with an endpoint. */
        Optional<Boolean> pathStyle();

        /** Id of the access key. */
        Optional<String> accessKey();

        /** File with that id. */
        Optional<Path> accessKeyFile();

        /** Secret of the access key. */
        Optional<String> secretKey();

        /** File with that secret. */
        Optional<Path> secretKeyFile();

        /** Token of temporary credentials. */
        Optional<String> sessionToken();
    }
}
