package dev.voyage.testsupport.http;

import dev.voyage.upstream.RequestContext;
import dev.voyage.upstream.UpstreamListener;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Records notices. */
public final class Overheard implements UpstreamListener {

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

    /** A context with this listener only. */
    public RequestContext context() {
        return RequestContext.of(this);
    }

    public List<String> hosts() {
        return List.copyOf(hosts);
    }

    public List<String> details() {
        return List.copyOf(details);
    }
}
