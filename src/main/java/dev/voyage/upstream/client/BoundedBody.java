package dev.voyage.upstream.client;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.codec.BodyCodec;
import io.vertx.ext.web.codec.spi.BodyStream;
import java.time.Duration;

/**
 * Collects the body of one answer that the web client reads: up to a number of bytes, in turns where the bandwidth is
 * limited, and silent no longer than an answer may be. To be used on one loop, and stopped once.
 */
final class BoundedBody implements BodyCodec<byte[]>, BodyStream<byte[]> {

    /** Receives the reason why a body cannot be read to its end. Called on the loop, at most once for a body. */
    interface Listener {

        /** The body is longer than the limit. */
        void tooLarge();

        /** No byte arrived for the stall time, after this number of bytes. */
        void silent(long bytes);
    }

    private static final long NONE = -1;

    private final LoopClient loop;
    private final BandwidthAccount bandwidth;
    private final Duration stall;
    private final int mostBytes;
    private final Listener listener;
    private final Promise<byte[]> result = Promise.promise();
    private final Buffer collected = Buffer.buffer();

    private Handler<Void> drained;
    private long heard = System.nanoTime();
    private long watch = NONE;
    private boolean over;

    BoundedBody(ClientContext wire, LoopClient loop, String party, int mostBytes, Listener listener) {
        this.loop = loop;
        this.bandwidth = new BandwidthAccount(wire.bandwidth(), party, loop::soon);
        this.stall = wire.config().stall();
        this.mostBytes = mostBytes;
        this.listener = listener;
    }

    /** The number of bytes that have arrived. */
    int bytes() {
        return collected.length();
    }

    /** Cancels the timer and the turn, and drops all further bytes. Idempotent. */
    void stop() {
        if (!over) {
            over = true;
            if (watch != NONE) {
                loop.cancel(watch);
            }
            bandwidth.close();
        }
    }

    @Override
    public void create(Handler<AsyncResult<BodyStream<byte[]>>> handler) {
        heard = System.nanoTime();
        watch = loop.after(stall, this::listen);
        handler.handle(Future.succeededFuture(this));
    }

    @Override
    public Future<Void> write(Buffer piece) {
        heard = System.nanoTime();
        if (over) {
            return Future.succeededFuture();
        }
        if (piece.length() > mostBytes - collected.length()) {
            listener.tooLarge();
            return Future.succeededFuture();
        }
        collected.appendBuffer(piece);
        bandwidth.spend(piece.length());
        standInLine();
        return Future.succeededFuture();
    }

    /** Waits for more turns after a piece larger than its turn, so that all parties get the same number of bytes. */
    private void standInLine() {
        if (bandwidth.isSpent() && !bandwidth.isWaiting()) {
            bandwidth.acquire(this::ourTurn);
        }
    }

    private void ourTurn() {
        heard = System.nanoTime(); // the wait was voyage's own
        standInLine();
        if (!bandwidth.isWaiting() && drained != null) {
            drained.handle(null);
        }
    }

    /** Counts silence only while no turn is awaited. */
    private void listen() {
        watch = NONE;
        if (over) {
            return;
        }
        Duration left = stall.minusNanos(System.nanoTime() - heard);
        if (bandwidth.isWaiting()) {
            watch = loop.after(stall, this::listen);
        } else if (left.isNegative() || left.isZero()) {
            listener.silent(collected.length());
        } else {
            watch = loop.after(left, this::listen);
        }
    }

    @Override
    public void write(Buffer piece, Handler<AsyncResult<Void>> handler) {
        write(piece).onComplete(handler);
    }

    @Override
    public void end(Handler<AsyncResult<Void>> handler) {
        result.tryComplete(collected.getBytes());
        if (handler != null) {
            handler.handle(Future.succeededFuture());
        }
    }

    @Override
    public boolean writeQueueFull() {
        return bandwidth.isWaiting();
    }

    @Override
    public BoundedBody drainHandler(Handler<Void> handler) {
        drained = handler;
        return this;
    }

    @Override
    public BoundedBody setWriteQueueMaxSize(int size) {
        return this; // the socket is read piece by piece
    }

    @Override
    public BoundedBody exceptionHandler(Handler<Throwable> handler) {
        return this; // collecting does not fail; the listener receives every problem
    }

    @Override
    public Future<byte[]> result() {
        return result.future();
    }

    @Override
    public void handle(Throwable failure) {
        result.tryFail(failure);
    }
}
