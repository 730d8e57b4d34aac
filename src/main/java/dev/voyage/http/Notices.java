package dev.voyage.http;

import java.time.Duration;
import java.util.Optional;

/** Who wants to know that an archive makes us wait or does worse than it should; must not block. */
public interface Notices {

    /** Nobody wants to know. */
    Notices NONE = new Notices() {
        @Override
        public void throttled(String host, String detail, Optional<Duration> retryAfter) {}

        @Override
        public void degraded(String host, String detail) {}
    };

    /** We were told, or decided, to wait before the next try. */
    void throttled(String host, String detail, Optional<Duration> retryAfter);

    /**
     * A mirror did not answer, a last known answer was used, a document was worse than it should
     * be.
     */
    void degraded(String host, String detail);

    /** On whose behalf the requests are made of which it hears. */
    default Party party() {
        return Party.NONE;
    }

    /** What the work of which it hears is a part of. */
    default Step step() {
        return Step.NONE;
    }
}
