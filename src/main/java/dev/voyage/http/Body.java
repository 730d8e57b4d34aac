package dev.voyage.http;

import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import dev.voyage.problem.Quoted;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.Subscriptions;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.operators.AbstractMulti;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.buffer.impl.BufferImpl;
import io.vertx.core.http.HttpClientResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * The bytes of one answer, one buffer for each one asked for: while nobody asks, the socket is not
 * read. Ends exactly once, whichever way, and gives the permit of its host back then. All fields
 * but {@code taken}, {@code cancelled} and {@code abandoned} belong to the loop.
 */
final class Body extends AbstractMulti<ByteBuffer> implements Flow.Subscription {

    private static final Logger LOG = Logger.getLogger(VertxHttp.class);
    private static final long NONE = -1;
    private static final long SHORT = 16 * 1024;
    private static final long A_TURN = 16 * 1024;
    // a cancelled answer ends here too, and is off the line within a second
    private static final Duration SHORTLY = Duration.ofMillis(250);

    private final Loop loop;
    private final Duration stall;
    private final Bandwidth bandwidth;
    private final Ask ask;
    private final HttpClientResponse response;
    private final HostGate.Ticket ticket;
    private final long since;
    private final AtomicBoolean taken = new AtomicBoolean();

    private MultiSubscriber<? super ByteBuffer> subscriber;
    private long demanded;
    private long bytes;
    private long heard;
    private long watch = NONE;
    private long credit;
    private boolean inTurn;
    private Bandwidth.Turn turn;
    private long attendance;
    private volatile boolean cancelled;
    private volatile boolean abandoned;
    private boolean over;
    private Throwable failure;

    /** To be made on the loop, the response paused. */
    Body(Loop loop, Wire wire, Ask ask, HttpClientResponse response, HostGate.Ticket ticket, long since) {
        this.loop = loop;
        this.stall = wire.config().stall();
        this.bandwidth = wire.bandwidth();
        this.ask = ask;
        this.response = response;
        this.ticket = ticket;
        this.since = since;
        response.handler(this::came);
        response.endHandler(all -> end(null));
        response.exceptionHandler(cause -> end(corrupt(cause)));
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
            Subscriptions.fail(reader, problem(Kind.UNAVAILABLE, "hung up: nobody began to read", null));
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

    /** Nobody wants it: a short rest comes and goes, so that the connection can be used again. */
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

    /** Hangs up unless somebody has begun to read. */
    void abandon() {
        abandoned = !taken.get(); // first, or who comes just now would be told of a mistake of its own
        if (taken.compareAndSet(false, true)) {
            hangUp(null);
        }
    }

    /** Lets come what comes. */
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

    /** As much as is asked for, or a piece at a time where bodies take turns. */
    private void fetch(long n) {
        if (bandwidth.isUnbounded()) {
            read(n);
        } else if (!inTurn) {
            inTurn = true;
            readOrWait();
        }
    }

    /** Who got a larger piece than its turn was for waits for more turns: all get the same bytes. */
    private void readOrWait() {
        if (credit > 0) {
            read(1);
            return;
        }
        turn = bandwidth.turn(ask.party().name(), A_TURN, () -> loop.run(this::ourTurn));
        turn.take();
    }

    private void ourTurn() {
        if (!over) {
            turn = null;
            credit += A_TURN;
            readOrWait();
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
        credit -= bandwidth.isUnbounded() ? 0 : buffer.length();
        inTurn = false;
        if (!over && subscriber != null) {
            demanded -= demanded == Long.MAX_VALUE ? 0 : 1;
            subscriber.onItem(bytes(buffer));
            if (!bandwidth.isUnbounded() && !over && demanded > 0) {
                fetch(demanded);
            }
        }
    }

    /** Vert.x hands over heap memory that is nobody else's any more; anything else is copied. */
    private static ByteBuffer bytes(Buffer buffer) {
        return buffer instanceof BufferImpl seen && seen.byteBuf().hasArray()
                ? seen.byteBuf().nioBuffer()
                : ByteBuffer.wrap(buffer.getBytes());
    }

    /** Silence counts only while something is asked for, and not while it is us who wait. */
    private void listen() {
        watch = NONE;
        Duration left = stall.minusNanos(System.nanoTime() - heard);
        if (over || demanded == 0 || turn != null) {
            return;
        }
        if (left.isNegative() || left.isZero()) {
            hangUp(problem(Kind.UNAVAILABLE, "nothing more came for " + stall.toMillis() + " ms", null));
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
        if (turn != null) {
            turn.leave();
        }
        bandwidth.spent(-credit);
        credit = 0;
        loop.cancel(attendance);
        if (watch != NONE) {
            loop.cancel(watch);
        }
        LOG.debugf(
                "asked method=%s address=%s status=%d bytes=%d millis=%d%s",
                ask.method(),
                Urls.loggable(ask.uri()),
                response.statusCode(),
                bytes,
                (System.nanoTime() - since) / 1_000_000,
                why == null ? "" : " problem=" + why.getMessage());
        tell();
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

    private Problem corrupt(Throwable cause) {
        String announced = response.getHeader("Content-Length");
        return problem(
                Kind.CORRUPT,
                "the connection ended" + (announced == null ? "" : " before the announced " + Quoted.of(announced)),
                cause);
    }

    private Problem problem(Kind kind, String what, Throwable cause) {
        String host = Urls.authority(ask.uri());
        return Problem.of(kind, what + ", after " + bytes + " bytes from " + host, cause)
                .at(host);
    }
}
