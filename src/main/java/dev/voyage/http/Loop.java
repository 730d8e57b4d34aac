package dev.voyage.http;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import java.time.Duration;

/**
 * The one thread a request lives on, with a client of its own: driven from other threads, or over a
 * connection of another loop, the Vert.x client races with itself.
 */
record Loop(Vertx vertx, Context context, HttpClient client) {

    /** At once when already there, else soon. */
    void run(Runnable task) {
        if (Vertx.currentContext() == context) {
            task.run();
        } else {
            soon(task);
        }
    }

    /** After what runs there now. */
    void soon(Runnable task) {
        context.runOnContext(started -> task.run());
    }

    /** To be called on the loop, where the task will run too. */
    long after(Duration pause, Runnable task) {
        return vertx.setTimer(Math.max(1, pause.toMillis()), id -> task.run());
    }

    void cancel(long timer) {
        vertx.cancelTimer(timer);
    }
}
