package dev.voyage.download;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/** What is known of the whole files in the mirror; kept by somebody who does not forget. */
public interface Manifest {

    /**
     * A file that was whole and verified when it came.
     *
     * @param etag as the archive sent it, or null
     * @param lastModified as the archive sent it, or null
     * @param url where it came from; the four before and behind this belong to that alone
     * @param version as the listing showed it, or null where that cannot be relied on
     * @param stamp what the file system says of the file in its place: any other says that somebody
     *     else has written it
     */
    record Known(
            long bytes,
            String sha256,
            List<String> verified,
            String etag,
            String lastModified,
            String url,
            String version,
            String stamp) {
        public Known {
            verified = List.copyOf(verified);
        }

        /** The same file, seen again. */
        Known with(String newVersion, String newStamp) {
            return new Known(bytes, sha256, verified, etag, lastModified, url, newVersion, newStamp);
        }
    }

    /**
     * @param mirrorPath below the mirror's directory, with slashes: {@link Mirror#nameOf}
     */
    Uni<Optional<Known>> find(String mirrorPath);

    /** In place of what was known before; done when it is durable. */
    Uni<Void> keep(String mirrorPath, Known known);
}
