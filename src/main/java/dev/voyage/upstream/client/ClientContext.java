package dev.voyage.upstream.client;

import dev.voyage.upstream.HttpConfig;
import dev.voyage.upstream.RetryAfter;
import dev.voyage.upstream.UpstreamMetrics;
import dev.voyage.upstream.UpstreamRequest;
import dev.voyage.upstream.egress.EgressPolicy;
import dev.voyage.upstream.politeness.BandwidthLimiter;
import dev.voyage.upstream.politeness.HostLimiter;
import dev.voyage.upstream.politeness.RequestOutcome;
import dev.voyage.upstream.uri.Urls;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** The objects shared by all requests. */
record ClientContext(
        Vertx vertx,
        HttpConfig config,
        HostLimiter gate,
        BandwidthLimiter bandwidth,
        EgressPolicy egress,
        DnsCache names,
        String userAgent,
        Clock clock,
        UpstreamMetrics traffic) {

    /** One hop of a request, to the address that was checked; its raw path and query are sent byte for byte. */
    RequestOptions options(UpstreamRequest ask, InetAddress address) {
        var options = new RequestOptions()
                .setMethod(HttpMethod.valueOf(ask.method()))
                .setServer(SocketAddress.inetSocketAddress(EgressPolicy.port(ask.uri()), address.getHostAddress()))
                .setHost(EgressPolicy.bare(ask.uri()))
                .setPort(EgressPolicy.port(ask.uri()))
                .setSsl("https".equalsIgnoreCase(ask.uri().getScheme()))
                .setURI(Urls.target(ask.uri()))
                .putHeader("Host", Urls.authority(ask.uri()))
                .putHeader("User-Agent", userAgent)
                .putHeader("Accept", "*/*")
                .putHeader("Accept-Encoding", "identity");
        ask.party().headers().forEach(options::putHeader);
        ask.headers().forEach(options::putHeader);
        return options;
    }

    /** The health of the host according to this head. */
    RequestOutcome outcome(HttpClientResponse head) {
        Optional<Duration> asked = Optional.ofNullable(head.getHeader("Retry-After"))
                .flatMap(after -> RetryAfter.of(after, Optional.ofNullable(head.getHeader("Date")), clock.instant()));
        return RequestOutcome.of(head.statusCode(), asked, config.longestPause());
    }
}
