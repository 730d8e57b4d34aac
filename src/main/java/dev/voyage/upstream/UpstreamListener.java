package dev.voyage.upstream;

import java.time.Duration;
import java.util.Optional;

/** Listens for throttling and degraded responses of archives. Implementations must not block. */
public interface UpstreamListener {

    /** Ignores all notices. */
    UpstreamListener NONE = new UpstreamListener() {
        @Override
        public void throttled(String host, String detail, Optional<Duration> retryAfter) {}

        @Override
        public void degraded(String host, String detail) {}
    };

    /** The next attempt is delayed, at the archive's request or by voyage's own limits. */
    void throttled(String host, String detail, Optional<Duration> retryAfter);

    /** A mirror did not respond, a previously cached response was used, or a document violated its standard. */
    void degraded(String host, String detail);
}
