package dev.voyage.download.attempt;

import dev.voyage.download.source.DownloadListener;
import dev.voyage.download.source.TransferEvent;
import io.smallrye.mutiny.Multi;

/** Counts the bytes received for one file, from the events of its transfer. */
public final class CountedTransfer {

    private final DownloadListener haul;
    private String source; // null until an attempt has begun
    private long bytes;

    private CountedTransfer(DownloadListener haul) {
        this.haul = haul;
    }

    public static Multi<TransferEvent> of(Multi<TransferEvent> steps, DownloadListener haul) {
        return Multi.createFrom().deferred(() -> {
            var counted = new CountedTransfer(haul);
            haul.begun();
            return steps.onItem().invoke(counted::count).onTermination().invoke(haul::ended);
        });
    }

    private void count(TransferEvent step) {
        upTo(step.match(
                this::begun,
                TransferEvent.Advanced::bytes,
                retrying -> bytes,
                finished -> finished.unchanged() ? bytes : finished.bytes()));
    }

    private long begun(TransferEvent.Started started) {
        source = started.source();
        bytes = started.resumedFrom();
        return bytes;
    }

    private void upTo(long now) {
        if (source != null && now > bytes) {
            haul.received(source, now - bytes);
            bytes = now;
        }
    }
}
