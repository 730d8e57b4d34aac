package dev.voyage.upstream.client;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import java.time.Duration;

/**
 * The event loop of a request, with a client of its own: if it is used from other threads, or over a connection of another loop,
 * the Vert.x client has race conditions.
 */
record LoopClient(Vertx vertx, Context context, HttpClient client) {

    /** Runs at once if already on the loop, otherwise soon. */
    void run(Runnable task) {
        if (Vertx.currentContext() == context) {
            task.run();
        } else {
            soon(task);
        }
    }

    /** Runs after the current task of the loop. */
    void soon(Runnable task) {
        context.runOnContext(started -> task.run());
    }

    /** Must be called on the loop, where the task will run too. */
    long after(Duration pause, Runnable task) {
        return vertx.setTimer(Math.max(1, pause.toMillis()), id -> task.run());
    }

    void cancel(long timer) {
        vertx.cancelTimer(timer);
    }
}
