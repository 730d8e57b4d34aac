package dev.voyage.download;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is known of the whole files in the mirror; kept by somebody who does not forget. */
public interface Manifest {

    /**
     * A file that was whole and verified when it came.
     *
     * @param etag as the archive sent it, or null
     * @param lastModified as the archive sent it, or null
     * @param listedModified as the listing had it exactly, or null
     */
    record Known(
            long bytes,
            String sha256,
            String etag,
            String lastModified,
            Instant listedModified,
            List<String> verified) {
        public Known {
            verified = List.copyOf(verified);
        }
    }

    /**
     * @param mirrorPath below the mirror's directory, with slashes: {@link Mirror#nameOf}
     */
    Uni<Optional<Known>> find(String mirrorPath);

    /** In place of what was known before; done when it is durable. */
    Uni<Void> keep(String mirrorPath, Known known);
}
