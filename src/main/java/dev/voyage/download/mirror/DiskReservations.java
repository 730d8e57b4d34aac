package dev.voyage.download.mirror;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;

/**
 * Tracks the bytes that running transfers are still going to write, so that together they do not start more than the disk can
 * take. One instance for all transfers into a mirror.
 */
public final class DiskReservations {

    private long promised;

    /** A reservation for one transfer; empty at first. */
    Share share() {
        return new Share();
    }

    /** The bytes still to be written, over all transfers. */
    synchronized long promised() {
        return promised;
    }

    /** One transfer's reservation. */
    final class Share implements AutoCloseable {

        private long mine;

        /**
         * Replaces the transfer's earlier reservation.
         *
         * @param more number of bytes still to come; 0 if unknown
         * @param free number of bytes the disk can take now
         * @param floor number of bytes that must stay free
         * @throws Problem {@code STORAGE} when that exceeds the available space; nothing is reserved then
         */
        void promise(long more, long free, long floor) {
            synchronized (DiskReservations.this) {
                close();
                if (free - promised - more < floor) {
                    throw full(more, free, floor, promised);
                }
                mine = more;
                promised += more;
            }
        }

        /** This number of the reserved bytes is now on the disk. */
        void written(long bytes) {
            synchronized (DiskReservations.this) {
                long given = Math.min(bytes, mine);
                mine -= given;
                promised -= given;
            }
        }

        /** No further bytes will come. */
        @Override
        public void close() {
            synchronized (DiskReservations.this) {
                promised -= mine;
                mine = 0;
            }
        }
    }

    public static Problem full(long more, long free, long floor, long promised) {
        String others = promised == 0 ? "" : promised + " are promised to other files, ";
        return Problem.of(
                ProblemType.STORAGE,
                "the disk has " + free + " bytes left, " + others + more + " more are to come and " + floor
                        + " stay free");
    }
}
