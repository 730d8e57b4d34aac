package dev.voyage.testsupport;

import dev.voyage.http.Notices;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes notices down. */
public final class Overheard implements Notices {

    private final List<String> hosts = new CopyOnWriteArrayList<>();
    private final List<String> details = new CopyOnWriteArrayList<>();

    @Override
    public void throttled(String host, String detail, Optional<Duration> retryAfter) {
        degraded(host, detail);
    }

    @Override
    public void degraded(String host, String detail) {
        hosts.add(host);
        details.add(detail);
    }

    public List<String> hosts() {
        return List.copyOf(hosts);
    }

    public List<String> details() {
        return List.copyOf(details);
    }
}
