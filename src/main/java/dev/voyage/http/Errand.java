package dev.voyage.http;

import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.smallrye.mutiny.subscription.UniSubscription;
import io.vertx.core.AsyncResult;
import io.vertx.core.VertxException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * One subscription to {@link VertxHttp#send}: in line at the host, connecting, sending, waiting for
 * the head, and again for each redirect. Everything happens on its loop, which is chosen when its
 * turn at the host comes; only {@link #cancel} may come from elsewhere.
 */
final class Errand implements UniSubscription {

    private static final Logger LOG = Logger.getLogger(VertxHttp.class);

    private static final int MOST_STALE = 4;

    private final Wire wire;
    private final List<Loop> loops;
    private final boolean onlySuccess;
    private final UniSubscriber<? super Answer> subscriber;
    private final Set<String> asked = new HashSet<>();

    private volatile Loop loop;
    private Ask ask;
    private long since;
    private HostGate.Ticket ticket;
    private HttpClientRequest request;
    private VertxAnswer answer;
    private long deadline = -1;
    private boolean over;
    private volatile boolean cancelled;

    /**
     * @param loop where it stands in line; one of them
     */
    Errand(
            Wire wire,
            List<Loop> loops,
            Loop loop,
            Ask ask,
            boolean onlySuccess,
            UniSubscriber<? super Answer> subscriber) {
        this.wire = wire;
        this.loops = loops;
        this.loop = loop;
        this.ask = ask;
        this.onlySuccess = onlySuccess;
        this.subscriber = subscriber;
    }

    /** Gives up: out of the line, off the line. */
    @Override
    public void cancel() {
        cancelled = true;
        giveUp(loop);
    }

    private void giveUp(Loop there) {
        there.soon(() -> {
            if (!there.equals(loop)) {
                giveUp(loop); // it has moved meanwhile
            } else if (over && answer != null) {
                answer.abandon(); // the answer crossed the cancellation, and nobody took it
            } else if (!over) {
                hangUp();
            }
        });
    }

    /** Stands in line for the next hop. */
    void start() {
        step(() -> {
            since = System.nanoTime();
            wire.egress().check(ask.uri());
            Loop here = loop;
            ticket = wire.gate()
                    .enter(
                            host(),
                            ask.party().name(),
                            () -> here.soon(() -> step(this::move)),
                            problem -> here.soon(() -> step(() -> {
                                throw problem;
                            })));
        });
    }

    /**
     * Each permit has its loop, so that the loops together keep no more connections than there are
     * permits: each has a pool of its own.
     */
    private void move() {
        loop = loops.get(Math.floorMod(host().hashCode() + ticket.slot(), loops.size()));
        loop.run(() -> step(this::find));
    }

    private void find() {
        Duration patience = ask.patience() == null ? wire.config().headTimeout() : ask.patience();
        deadline = loop.after(patience, () -> step(() -> tooLate(patience)));
        wire.names()
                .resolve(EgressPolicy.bare(ask.uri()))
                .onComplete(found -> loop.run(() -> step(() -> connect(found))));
    }

    private void tooLate(Duration patience) {
        hear(Heard.NOTHING);
        throw unavailable("no answer from " + host() + " in " + patience.toMillis() + " ms", null);
    }

    private void connect(AsyncResult<List<InetAddress>> found) {
        if (found.failed()) {
            hear(Heard.NOTHING);
            throw found.cause() instanceof IOException
                    ? unavailable("no address known for " + host(), found.cause())
                    : new IllegalStateException(found.cause());
        }
        var addresses = wire.egress().permitted(ask.uri(), found.result()).iterator();
        connect(addresses.next(), addresses, 0);
    }

    private void connect(InetAddress address, Iterator<InetAddress> others, int stale) {
        loop.client().request(options(address)).onComplete(connected -> {
            if (over && connected.succeeded()) {
                connected.result().exceptionHandler(ours -> {}).reset();
            }
            step(() -> connected(connected, address, others, stale));
        });
    }

    private void connected(
            AsyncResult<HttpClientRequest> connected, InetAddress address, Iterator<InetAddress> others, int stale) {
        if (connected.succeeded()) {
            request = connected.result();
            request.exceptionHandler(toldByItsFuture -> {});
            ticket.sent();
            Buffer body = ask.body() == null ? Buffer.buffer() : Buffer.buffer(ask.body());
            (ask.body() == null ? request.send() : request.send(body)).onComplete(this::answered);
        } else if (connected.cause() instanceof HttpClosedException && stale < MOST_STALE) {
            connect(address, others, stale + 1); // a kept connection just closed; nothing was sent
        } else if (others.hasNext()) {
            connect(others.next(), others, 0);
        } else {
            hear(Heard.NOTHING);
            throw unavailable(
                    "no connection to " + host() + ": " + connected.cause().getMessage(), connected.cause());
        }
    }

    private void answered(AsyncResult<HttpClientResponse> head) {
        step(() -> {
            if (head.failed()) {
                throw broken(head.cause());
            }
            head.result().pause(); // before this returns, or the first bytes are lost
            loop.cancel(deadline);
            hear(heard(head.result()));
            answer = new VertxAnswer(wire, loop, ask, head.result(), ticket, since);
            ticket = null;
            request = null;
            arrived();
        });
    }

    private Heard heard(HttpClientResponse head) {
        Optional<Duration> asked = Optional.ofNullable(head.getHeader("Retry-After"))
                .flatMap(after -> RetryAfter.of(
                        after,
                        Optional.ofNullable(head.getHeader("Date")),
                        wire.clock().instant()));
        return Heard.of(head.statusCode(), asked, wire.config().longestPause());
    }

    private void hear(Heard what) {
        if (what.trouble() && !what.failed()) {
            wire.traffic().throttled(host());
        }
        if (ticket.heard(what)) {
            wire.traffic().rests(host());
        }
    }

    private void arrived() {
        if (Redirects.is(answer)) {
            asked.add(ask.method() + " " + ask.uri());
            answer.discard();
            ask = Redirects.next(ask, answer);
            answer = null;
            if (asked.size() > wire.config().redirects() || asked.contains(ask.method() + " " + ask.uri())) {
                throw Problem.of(Kind.MALFORMED, "redirected in a loop, " + asked.size() + " times")
                        .at(host());
            }
            start();
        } else if (onlySuccess && !answer.isSuccess()) {
            answer.discard();
            throw answer.problem();
        } else {
            over = true;
            subscriber.onItem(answer);
        }
    }

    /** The next thing to do, unless it is over; what it throws is the end. */
    private void step(Runnable next) {
        if (!over) {
            try {
                next.run();
            } catch (RuntimeException failure) {
                fail(failure);
            }
        }
    }

    private void fail(RuntimeException failure) {
        if (over) {
            throw failure; // thrown by who was handed the answer: not ours
        }
        hangUp();
        LOG.debugf(
                "no answer method=%s host=%s millis=%d problem=%s",
                ask.method(), ask.uri().getHost(), (System.nanoTime() - since) / 1_000_000, failure.getMessage());
        if (!cancelled) {
            subscriber.onFailure(failure);
        }
    }

    private void hangUp() {
        over = true;
        if (deadline >= 0) {
            loop.cancel(deadline);
        }
        if (request != null) {
            request.reset();
        }
        if (ticket != null) {
            ticket.leave();
        }
    }

    private RequestOptions options(InetAddress address) {
        var options = new RequestOptions()
                .setMethod(HttpMethod.valueOf(ask.method()))
                .setServer(SocketAddress.inetSocketAddress(EgressPolicy.port(ask.uri()), address.getHostAddress()))
                .setHost(EgressPolicy.bare(ask.uri()))
                .setPort(EgressPolicy.port(ask.uri()))
                .setSsl("https".equalsIgnoreCase(ask.uri().getScheme()))
                .setURI(Urls.target(ask.uri()))
                .putHeader("Host", host())
                .putHeader("User-Agent", wire.userAgent())
                .putHeader("Accept", "*/*")
                .putHeader("Accept-Encoding", "identity");
        ask.party().headers().forEach(options::putHeader);
        ask.headers().forEach(options::putHeader);
        return options;
    }

    private RuntimeException broken(Throwable cause) {
        boolean connection = cause instanceof IOException || cause instanceof VertxException;
        if (connection) {
            hear(Heard.NOTHING);
        }
        return connection
                ? unavailable(host() + " closed the connection instead of answering", cause)
                : Problem.of(Kind.MALFORMED, "not an HTTP answer: " + cause.getMessage(), cause)
                        .at(host());
    }

    private Problem unavailable(String detail, Throwable cause) {
        return Problem.of(Kind.UNAVAILABLE, detail, cause).at(host());
    }

    private String host() {
        return Urls.authority(ask.uri());
    }
}
