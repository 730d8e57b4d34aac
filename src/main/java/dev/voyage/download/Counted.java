package dev.voyage.download;

import io.smallrye.mutiny.Multi;

/** The bytes that one file brings, by the steps of its transfer. */
final class Counted {

    private final Haul haul;
    private String source; // null until a try has begun
    private long bytes;

    private Counted(Haul haul) {
        this.haul = haul;
    }

    static Multi<Transfer> of(Multi<Transfer> steps, Haul haul) {
        return Multi.createFrom().deferred(() -> {
            var counted = new Counted(haul);
            haul.begun();
            return steps.onItem().invoke(counted::count).onTermination().invoke(haul::ended);
        });
    }

    private void count(Transfer step) {
        if (step instanceof Transfer.Started started) {
            source = started.source();
            bytes = started.resumedFrom();
        } else if (step instanceof Transfer.Advanced advanced) {
            upTo(advanced.bytes());
        } else if (step instanceof Transfer.Finished finished && !finished.unchanged()) {
            upTo(finished.bytes());
        }
    }

    private void upTo(long now) {
        if (source != null && now > bytes) {
            haul.received(source, now - bytes);
            bytes = now;
        }
    }
}
