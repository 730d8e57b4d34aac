package dev.voyage.http;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;

/**
 * The one thread a request lives on. Driven from others, the Vert.x client loses events and hangs.
 */
record Loop(Vertx vertx, Context context) {

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
