package dev.voyage.upstream.client;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import dev.voyage.upstream.UpstreamRequest;
import dev.voyage.upstream.politeness.HostLimiter;
import dev.voyage.upstream.uri.Urls;
import dev.voyage.vertx.VertxInternals;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.Subscriptions;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.operators.AbstractMulti;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * The bytes of one response, one buffer per requested item: without demand, the socket is not read. Ends exactly once, however it
 * ends, and then returns the permit of its host. All fields except {@code taken}, {@code cancelled} and {@code abandoned} belong
 * to the loop.
 */
final class ResponseBody extends AbstractMulti<ByteBuffer> implements Flow.Subscription {

    private static final Logger LOG = Logger.getLogger(VertxHttp.class);
    private static final long NONE = -1;
    private static final long SHORT = 16 * 1024;
    // a cancelled response ends here too, and releases the connection within a second
    private static final Duration SHORTLY = Duration.ofMillis(250);

    private final LoopClient loop;
    private final Duration stall;
    private final BandwidthAccount bandwidth;
    private final UpstreamRequest ask;
    private final HttpClientResponse response;
    private final HostLimiter.Ticket ticket;
    private final long since;
    private final AtomicBoolean taken = new AtomicBoolean();

    private MultiSubscriber<? super ByteBuffer> subscriber;
    private long demanded;
    private long bytes;
    private long heard;
    private long watch = NONE;
    private boolean inTurn;
    private long attendance;
    private volatile boolean cancelled;
    private volatile boolean abandoned;
    private boolean over;
    private Throwable failure;

    /** Must be created on the loop, with the response paused. */
    ResponseBody(
            LoopClient loop,
            ClientContext wire,
            UpstreamRequest ask,
            HttpClientResponse response,
            HostLimiter.Ticket ticket,
            long since) {
        this.loop = loop;
        this.stall = wire.config().stall();
        this.bandwidth = new BandwidthAccount(wire.bandwidth(), ask.party().name(), loop::run);
        this.ask = ask;
        this.response = response;
        this.ticket = ticket;
        this.since = since;
        response.handler(this::came);
        response.endHandler(all -> end(null));
        response.exceptionHandler(cause -> end(corrupt(ask, response, bytes, cause)));
        attendance = loop.after(stall, this::abandon);
    }

    Multi<ByteBuffer> items() {
        return Infrastructure.onMultiCreation(this);
    }

    @Override
    public void subscribe(MultiSubscriber<? super ByteBuffer> reader) {
        if (taken.compareAndSet(false, true)) {
            reader.onSubscribe(this);
            loop.run(() -> begin(reader));
        } else if (abandoned) {
            Subscriptions.fail(
                    reader,
                    problem(ask, ProblemType.UNAVAILABLE, "connection closed: no reader subscribed", bytes, null));
        } else {
            Subscriptions.fail(reader, new IllegalStateException("a body can be read once"));
        }
    }

    @Override
    public void request(long n) {
        loop.run(() -> ask(n));
    }

    @Override
    public void cancel() {
        cancelled = true;
        loop.run(() -> {
            subscriber = null;
            hangUp(null);
        });
    }

    /** Discards the body: a short rest is drained, so that the connection can be reused. */
    void discard(OptionalLong length) {
        if (taken.compareAndSet(false, true)) {
            loop.run(() -> {
                if (length.orElse(Long.MAX_VALUE) <= SHORT) {
                    drain();
                    watch = loop.after(SHORTLY, () -> hangUp(null));
                } else {
                    hangUp(null);
                }
            });
        }
    }

    /** Closes the connection unless a reader has begun. */
    void abandon() {
        abandoned = !taken.get(); // set first, or a reader that arrives now would get the error for a second reader
        if (taken.compareAndSet(false, true)) {
            hangUp(null);
        }
    }

    /** Reads the rest without passing it on. */
    void drain() {
        if (!over) {
            response.resume();
        }
    }

    private void begin(MultiSubscriber<? super ByteBuffer> reader) {
        if (cancelled) {
            return;
        }
        subscriber = reader;
        if (over) {
            tell();
        } else if (demanded > 0) {
            fetch(demanded);
        }
    }

    private void ask(long n) {
        if (n <= 0) {
            hangUp(Subscriptions.getInvalidRequestException());
        } else if (!over) {
            demanded = Subscriptions.add(demanded, n);
            if (subscriber != null) {
                fetch(n);
            }
        }
    }

    /** Reads as much as requested, or one piece at a time if bodies take turns for bandwidth. */
    private void fetch(long n) {
        if (bandwidth.isUnbounded()) {
            read(n);
        } else if (!inTurn) {
            inTurn = true;
            readOrWait();
        }
    }

    /** After a piece larger than its turn, a body waits for more turns: all bodies get the same number of bytes. */
    private void readOrWait() {
        if (bandwidth.isSpent()) {
            bandwidth.acquire(this::readOrWait);
        } else {
            read(1);
        }
    }

    private void read(long n) {
        heard = System.nanoTime();
        if (watch == NONE) {
            watch = loop.after(stall, this::listen);
        }
        response.fetch(n);
    }

    private void came(Buffer buffer) {
        bytes += buffer.length();
        heard = System.nanoTime();
        bandwidth.spend(buffer.length());
        inTurn = false;
        if (!over && subscriber != null) {
            demanded -= demanded == Long.MAX_VALUE ? 0 : 1;
            subscriber.onItem(VertxInternals.bytes(buffer));
            if (!bandwidth.isUnbounded() && !over && demanded > 0) {
                fetch(demanded);
            }
        }
    }

    /** Silence counts only while there is demand, and not while the body waits for its own bandwidth turn. */
    private void listen() {
        watch = NONE;
        Duration left = stall.minusNanos(System.nanoTime() - heard);
        if (over || demanded == 0 || bandwidth.isWaiting()) {
            return;
        }
        if (left.isNegative() || left.isZero()) {
            hangUp(silent(ask, stall, bytes));
        } else {
            watch = loop.after(left, this::listen);
        }
    }

    private void hangUp(Throwable why) {
        if (!over) {
            over = true;
            response.request().reset();
            finish(why);
        }
    }

    private void end(Throwable why) {
        if (!over) {
            over = true;
            finish(why);
        }
    }

    private void finish(Throwable why) {
        failure = why;
        ticket.leave();
        bandwidth.close();
        loop.cancel(attendance);
        if (watch != NONE) {
            loop.cancel(watch);
        }
        log(ask, response, bytes, since, why);
        tell();
    }

    /** @param why the body ended early, or null */
    static void log(UpstreamRequest ask, HttpClientResponse response, long bytes, long since, Throwable why) {
        LOG.debugf(
                "asked method=%s address=%s status=%d bytes=%d millis=%d%s",
                ask.method(),
                Urls.loggable(ask.uri()),
                response.statusCode(),
                bytes,
                (System.nanoTime() - since) / 1_000_000,
                why == null ? "" : " problem=" + why.getMessage());
    }

    private void tell() {
        MultiSubscriber<? super ByteBuffer> reader = subscriber;
        subscriber = null;
        if (reader == null || cancelled) {
            return;
        }
        if (failure == null) {
            reader.onCompletion();
        } else {
            reader.onFailure(failure);
        }
    }

    /** The problem of a body that broke off after this number of bytes. */
    static Problem corrupt(UpstreamRequest ask, HttpClientResponse response, long bytes, Throwable cause) {
        String announced = response.getHeader("Content-Length");
        String before = announced == null ? "" : " before the announced " + QuotedText.of(announced);
        return problem(ask, ProblemType.CORRUPT, "the connection ended" + before, bytes, cause);
    }

    /** The problem of a body that stalled after this number of bytes. */
    static Problem silent(UpstreamRequest ask, Duration stall, long bytes) {
        return problem(ask, ProblemType.UNAVAILABLE, "nothing more came for " + stall.toMillis() + " ms", bytes, null);
    }

    private static Problem problem(UpstreamRequest ask, ProblemType kind, String what, long bytes, Throwable cause) {
        String host = Urls.authority(ask.uri());
        return Problem.of(kind, what + ", after " + bytes + " bytes from " + host, cause)
                .at(host);
    }
}
