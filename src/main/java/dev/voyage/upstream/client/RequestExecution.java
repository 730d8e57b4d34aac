package dev.voyage.upstream.client;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.upstream.UpstreamRequest;
import dev.voyage.upstream.UpstreamResponse;
import dev.voyage.upstream.egress.EgressPolicy;
import dev.voyage.upstream.politeness.HostLimiter;
import dev.voyage.upstream.politeness.RequestOutcome;
import dev.voyage.upstream.uri.Urls;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.smallrye.mutiny.subscription.UniSubscription;
import io.vertx.core.AsyncResult;
import io.vertx.core.Handler;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * One subscription to {@link VertxHttp#send}: waiting for the host, connecting, sending, waiting for the head, and again for each
 * redirect. Everything happens on its loop, which is chosen when its turn at the host comes; only {@link #cancel} may be called
 * from elsewhere.
 */
final class RequestExecution implements UniSubscription {

    private static final Logger LOG = Logger.getLogger(VertxHttp.class);

    private static final int MOST_STALE = 4;

    private final ClientContext wire;
    private final List<LoopClient> loops;
    private final boolean onlySuccess;
    private final UniSubscriber<? super UpstreamResponse> subscriber;
    private final Set<String> asked = new HashSet<>();

    private volatile LoopClient loop;
    private UpstreamRequest ask;
    private long since;
    private HostLimiter.Ticket ticket;
    private HttpClientRequest request;
    private WholeExchange exchange;
    private VertxUpstreamResponse answer;
    private long deadline = -1;
    private boolean waiting;
    private boolean over;
    private volatile boolean cancelled;

    /** @param loop any loop; the request waits for its turn there */
    RequestExecution(
            ClientContext wire,
            List<LoopClient> loops,
            LoopClient loop,
            UpstreamRequest ask,
            boolean onlySuccess,
            UniSubscriber<? super UpstreamResponse> subscriber) {
        this.wire = wire;
        this.loops = loops;
        this.loop = loop;
        this.ask = ask;
        this.onlySuccess = onlySuccess;
        this.subscriber = subscriber;
    }

    /** Leaves the queue, or closes the connection. */
    @Override
    public void cancel() {
        cancelled = true;
        giveUp(loop);
    }

    private void giveUp(LoopClient there) {
        there.soon(() -> {
            if (!there.equals(loop)) {
                giveUp(loop); // it has moved to another loop since
            } else if (over && answer != null) {
                answer.abandon(); // the response arrived during the cancellation, and nobody received it
            } else if (!over) {
                hangUp();
            }
        });
    }

    /** Waits for a permit for the next hop. */
    void start() {
        step(() -> {
            since = System.nanoTime();
            wire.egress().check(ask.uri());
            LoopClient here = loop;
            waits(true);
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
     * Each permit has its loop, so that the loops together keep no more connections than there are permits: each loop has its own
     * pool.
     */
    private void move() {
        waits(false);
        loop = loops.get(Math.floorMod(host().hashCode() + ticket.slot(), loops.size()));
        loop.run(() -> step(this::find));
    }

    private void waits(boolean now) {
        if (now != waiting) {
            waiting = now;
            if (now) {
                ask.party().turns().waits();
            } else {
                ask.party().turns().proceeds();
            }
        }
    }

    private void find() {
        Duration patience = ask.patience() == null ? wire.config().headTimeout() : ask.patience();
        deadline = loop.after(patience, () -> step(() -> tooLate(patience)));
        wire.names()
                .resolve(EgressPolicy.bare(ask.uri()))
                .onComplete(found -> loop.run(() -> step(() -> connect(found))));
    }

    private void tooLate(Duration patience) {
        hear(RequestOutcome.NOTHING);
        throw unavailable("no answer from " + host() + " in " + patience.toMillis() + " ms", null)
                .with("waitedMillis", patience.toMillis());
    }

    private void connect(AsyncResult<List<InetAddress>> found) {
        if (found.failed()) {
            hear(RequestOutcome.NOTHING);
            throw found.cause() instanceof IOException
                    ? unavailable("no address known for " + host(), found.cause())
                    : new IllegalStateException(found.cause());
        }
        var addresses = wire.egress().permitted(ask.uri(), found.result()).iterator();
        connect(addresses.next(), addresses, 0);
    }

    private void connect(InetAddress address, Iterator<InetAddress> others, int stale) {
        Handler<AsyncResult<HttpClientRequest>> next = connected -> {
            if (over && connected.succeeded()) {
                connected.result().exceptionHandler(ours -> {}).reset();
            }
            step(() -> connected(connected, address, others, stale));
        };
        RequestOptions options = wire.options(ask, address);
        if (ask.whole() == null) {
            loop.client().request(options).onComplete(next);
        } else {
            exchange = new WholeExchange(wire, loop, ask, since, next, this::answered, this::whole);
            exchange.start(options);
        }
    }

    private void connected(
            AsyncResult<HttpClientRequest> connected, InetAddress address, Iterator<InetAddress> others, int stale) {
        if (connected.succeeded()) {
            request = connected.result();
            request.exceptionHandler(toldByItsFuture -> {});
            ticket.sent();
            if (exchange != null) {
                exchange.proceed();
            } else {
                BodySender.send(loop.vertx(), request, ask.body()).onComplete(this::answered);
            }
        } else if (connected.cause() instanceof HttpClosedException && stale < MOST_STALE) {
            connect(address, others, stale + 1); // an idle connection was just closed; nothing was sent
        } else if (others.hasNext()) {
            connect(others.next(), others, 0);
        } else {
            hear(RequestOutcome.NOTHING);
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
            hear(wire.outcome(head.result()));
            if (WholeExchange.admits(ask, head.result())) {
                exchange.proceed();
                return;
            }
            answer = new VertxUpstreamResponse(wire, loop, ask, head.result(), ticket, since);
            ticket = null;
            request = null;
            arrived();
        });
    }

    private void whole(AsyncResult<UpstreamResponse> all) {
        step(() -> {
            if (all.failed()) {
                throw (Problem) all.cause();
            }
            ticket.leave();
            over = true;
            subscriber.onItem(all.result());
        });
    }

    private void hear(RequestOutcome what) {
        if (what.trouble() && !what.failed()) {
            wire.traffic().throttled(host());
        }
        if (ticket.heard(what)) {
            wire.traffic().rests(host());
        }
    }

    private void arrived() {
        if (RedirectPolicy.is(answer)) {
            asked.add(ask.method() + " " + ask.uri());
            answer.discard();
            ask = RedirectPolicy.next(ask, answer);
            answer = null;
            exchange = null;
            if (asked.size() > wire.config().redirects() || asked.contains(ask.method() + " " + ask.uri())) {
                throw Problem.of(ProblemType.MALFORMED, "redirected in a loop, " + asked.size() + " times")
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

    /** Runs the next step unless the request has ended; an exception thrown by it ends the request. */
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
            throw failure; // thrown by the subscriber that received the response
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
        waits(false);
        if (deadline >= 0) {
            loop.cancel(deadline);
        }
        if (request != null) {
            request.reset();
        }
        if (exchange != null) {
            exchange.stop();
        }
        if (ticket != null) {
            ticket.leave();
        }
    }

    private RuntimeException broken(Throwable cause) {
        boolean connection = cause instanceof IOException || cause instanceof VertxException;
        if (connection) {
            hear(RequestOutcome.NOTHING);
        }
        return connection
                ? unavailable(host() + " closed the connection instead of answering", cause)
                : Problem.of(ProblemType.MALFORMED, "not an HTTP answer: " + cause.getMessage(), cause)
                        .at(host());
    }

    private Problem unavailable(String detail, Throwable cause) {
        return Problem.of(ProblemType.UNAVAILABLE, detail, cause).at(host());
    }

    private String host() {
        return Urls.authority(ask.uri());
    }
}
