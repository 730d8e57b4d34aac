package dev.voyage.preview;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import java.util.concurrent.CancellationException;
import java.util.function.LongSupplier;

/** The work on one preview: stops at its bounds, and when its reader has left. */
public final class PreviewWork {

    private final PreviewBounds bounds;
    private final LongSupplier nanoTime;
    private long begun;
    private boolean hasBegun;
    private volatile boolean cancelled;

    public PreviewWork(PreviewBounds bounds) {
        this(bounds, System::nanoTime);
    }

    /** @param nanoTime as {@link System#nanoTime} */
    PreviewWork(PreviewBounds bounds, LongSupplier nanoTime) {
        this.bounds = bounds;
        this.nanoTime = nanoTime;
    }

    /** Makes the next {@link #check} stop the work. */
    public void cancel() {
        cancelled = true;
    }

    /**
     * To be called between small steps, by one thread. The time begins with the first call: waiting for a turn does not count.
     *
     * @throws CancellationException after {@link #cancel}
     * @throws Problem {@code NO_PREVIEW} when the time is over
     */
    public void check() {
        if (cancelled) {
            throw new CancellationException();
        }
        long now = nanoTime.getAsLong();
        begun = hasBegun ? begun : now;
        hasBegun = true;
        if (now - begun > bounds.time().toNanos()) {
            throw exceeded("it takes longer than " + bounds.time().toMillis() + " ms", "time");
        }
    }

    /** @throws Problem {@code NO_PREVIEW} if so many bytes of a file may not be read */
    public void checkBytes(long bytes) {
        if (bytes > bounds.bytes()) {
            throw exceeded("more than " + bounds.bytes() + " bytes of the file have to be read", "max-bytes");
        }
    }

    /** @throws Problem {@code NO_PREVIEW} if a plane of an image may not have so many pixels */
    public void checkPixels(long width, long height) {
        if (width > 0 && height > bounds.pixels() / width) {
            throw exceeded(
                    "the image has " + width + " x " + height + " pixels, more than " + bounds.pixels(), "max-pixels");
        }
    }

    private static Problem exceeded(String what, String setting) {
        return Problem.of(ProblemType.NO_PREVIEW, what + " (voyage.previews." + setting + ")")
                .with("limit", "voyage.previews." + setting);
    }
}
