package dev.voyage.cli.remote;

/**
 * Ends a command when the process is stopped, as by Ctrl-C: the thread that runs the command is interrupted. Quarkus waits for it
 * before it stops, and would wait as long as the command resumes the connections that Quarkus has closed.
 */
final class StopGuard implements AutoCloseable {

    private final Thread command = Thread.currentThread();
    private final Thread hook = new Thread(this::stop, "stop");
    private volatile boolean stopped;

    /** Guards the command of the current thread. */
    StopGuard() {
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException stopping) {
            stopped = true;
        }
    }

    /** Stops the command. */
    void stop() {
        stopped = true;
        command.interrupt();
    }

    /** Whether the process is being stopped, even if its hooks have not run yet. */
    boolean isStopped() {
        try {
            var unused = Runtime.getRuntime().removeShutdownHook(new Thread()); // none: it only fails while stopping
            return stopped;
        } catch (IllegalStateException stopping) {
            return true;
        }
    }

    /** Ends the guard; the thread is not interrupted any more. */
    @Override
    public void close() {
        try {
            var unused = Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException stopping) {
            stopped = true;
        }
        if (stopped) {
            Thread.interrupted();
        }
    }
}
