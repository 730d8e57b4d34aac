package dev.voyage.api.web;

import dev.voyage.problem.Problem;
import io.quarkus.logging.Log;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.concurrent.Flow;

/**
 * Writes a stream to one reader at that reader's pace: requests no more than it can take, joins all ready items into one write,
 * and cancels when a reader has disconnected or stopped reading. The response is touched on its event loop only.
 */
public final class Pump implements Flow.Subscriber<Buffer> {

    /** Items requested ahead; also the maximum that waits here for a slow reader. An item may be large. */
    private static final int AHEAD = 2;

    private final Vertx vertx;
    private final Context context;
    private final HttpServerResponse response;
    private final Duration stalled;
    private final Runnable gone;
    private final Runnable closed;

    private GzipCoding coding; // null for none; event loop only

    private Flow.Subscription upstream; // from here on, guarded by this
    private Buffer ready = Buffer.buffer();
    private int waiting;
    private boolean flushing;
    private boolean complete;
    private boolean over;

    private long stallTimer = -1; // event loop only
    private long heartbeatTimer = -1;
    private long restTimer = -1;

    /**
     * @param gone run when the reader disconnects, or is disconnected, before the stream has ended
     * @param closed run once, however it ends
     */
    public Pump(Vertx vertx, HttpServerResponse response, Duration stalled, Runnable gone, Runnable closed) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.response = response;
        this.stalled = stalled;
        this.gone = gone;
        this.closed = closed;
    }

    /** Compresses everything; to be called first, for a response whose headers say so. */
    public void compress() {
        coding = new GzipCoding();
    }

    private void write(Buffer bytes) {
        var unused = response.write(coding == null ? bytes : coding.piece(bytes));
    }

    /** To be called on the event loop, before subscribing. */
    public void open(Buffer preamble) {
        response.closeHandler(left -> leave());
        response.exceptionHandler(failure -> leave());
        if (preamble.length() > 0) {
            write(preamble);
        }
    }

    /** Writes this comment at every interval, unless the reader is behind anyway. */
    public void heartbeat(Duration every, Buffer comment) {
        heartbeatTimer = vertx.setPeriodic(every.toMillis(), tick -> {
            if (!isOver() && !response.writeQueueFull()) {
                write(comment);
            }
        });
    }

    /** Ends the response after this time, once the data sent to the reader so far is written; the reader may reconnect. */
    public void restAfter(Duration time) {
        restTimer = vertx.setTimer(time.toMillis(), enough -> {
            synchronized (this) {
                complete = true;
                if (upstream != null) {
                    upstream.cancel();
                }
                flushSoon();
            }
        });
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        synchronized (this) {
            upstream = subscription;
            if (over || complete) {
                subscription.cancel();
                return;
            }
        }
        subscription.request(AHEAD);
    }

    @Override
    public synchronized void onNext(Buffer item) {
        if (!over) {
            ready = waiting == 0 ? item : ready.copy().appendBuffer(item); // others may be reading the item
            waiting++;
            flushSoon();
        }
    }

    @Override
    public synchronized void onComplete() {
        complete = true;
        flushSoon();
    }

    @Override
    public void onError(Throwable failure) {
        if (failure instanceof Problem problem) {
            Log.errorf("stream to a reader broken off: %s", problem.detail());
        } else {
            Log.error("stream to a reader failed", failure);
        }
        context.runOnContext(now -> hangUp());
    }

    /** Ends the response after the data already written; the reader may reconnect. */
    public void finish() {
        context.runOnContext(now -> {
            if (end()) {
                var unused = coding == null ? response.end() : response.end(coding.end(Buffer.buffer()));
            }
        });
    }

    private void flushSoon() {
        if (!flushing && !over) {
            flushing = true;
            context.runOnContext(now -> flush());
        }
    }

    private void flush() {
        disarm();
        if (isOver()) {
            return;
        }
        if (response.writeQueueFull()) {
            stallTimer = vertx.setTimer(stalled.toMillis(), tooLong -> cutOff());
            response.drainHandler(drained -> flush());
            return;
        }
        Buffer batch;
        int taken;
        boolean last;
        synchronized (this) {
            batch = ready;
            taken = waiting;
            last = complete;
            ready = Buffer.buffer();
            waiting = 0;
            flushing = false;
        }
        if (batch.length() > 0) {
            write(batch);
        }
        if (last) {
            finish();
        } else if (taken > 0) {
            upstream.request(taken);
        }
    }

    private void cutOff() {
        Log.debugf("reader cut off stalledMillis=%d", stalled.toMillis());
        hangUp();
    }

    private void hangUp() {
        if (end()) {
            gone.run();
            response.reset(); // not a normal end: the reader must see that data is missing
        }
    }

    private void leave() {
        if (end()) {
            gone.run();
        }
    }

    /** Whether this call ended it. */
    private boolean end() {
        synchronized (this) {
            if (over) {
                return false;
            }
            over = true;
            ready = Buffer.buffer();
        }
        disarm();
        if (heartbeatTimer >= 0) {
            vertx.cancelTimer(heartbeatTimer);
        }
        if (restTimer >= 0) {
            vertx.cancelTimer(restTimer);
        }
        if (upstream != null) {
            upstream.cancel();
        }
        closed.run();
        return true;
    }

    private void disarm() {
        if (stallTimer >= 0) {
            vertx.cancelTimer(stallTimer);
            stallTimer = -1;
        }
    }

    private synchronized boolean isOver() {
        return over;
    }
}
