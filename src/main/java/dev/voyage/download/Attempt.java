package dev.voyage.download;

import io.smallrye.mutiny.Multi;

/** What is tried, by one way, to bring a file. */
interface Attempt {

    /** One try, done anew for each subscription; its failure leaves what the next can go on from. */
    Multi<Transfer> run(int number);
}
