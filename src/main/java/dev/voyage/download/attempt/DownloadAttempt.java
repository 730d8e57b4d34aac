package dev.voyage.download.attempt;

import dev.voyage.download.source.TransferEvent;
import io.smallrye.mutiny.Multi;

/** An attempt to fetch a file from one source. */
interface DownloadAttempt {

    /** One attempt, made anew for each subscription; a failure leaves the bytes from which the next attempt can resume. */
    Multi<TransferEvent> run(int number);
}
