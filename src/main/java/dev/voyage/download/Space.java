package dev.voyage.download;

import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;

/**
 * What transfers that have begun are still going to write, so that together they do not begin more
 * than the disk can take. One for all transfers into a mirror.
 */
final class Space {

    private long promised;

    /** Room for one transfer; none at first. */
    Share share() {
        return new Share();
    }

    /** What is still to be written, over all transfers. */
    synchronized long promised() {
        return promised;
    }

    /** One transfer's room. */
    final class Share implements AutoCloseable {

        private long mine;

        /**
         * In place of what was promised to it before.
         *
         * @param more bytes that are to come; 0 where nobody knows
         * @param free what the disk can take now
         * @param floor what has to stay free
         * @throws Problem {@code STORAGE} when that is more than there is; nothing is promised then
         */
        void promise(long more, long free, long floor) {
            synchronized (Space.this) {
                close();
                if (free - promised - more < floor) {
                    throw full(more, free, floor, promised);
                }
                mine = more;
                promised += more;
            }
        }

        /** So many of the bytes that were to come are on the disk. */
        void written(long bytes) {
            synchronized (Space.this) {
                long given = Math.min(bytes, mine);
                mine -= given;
                promised -= given;
            }
        }

        /** Nothing more is to come. */
        @Override
        public void close() {
            synchronized (Space.this) {
                promised -= mine;
                mine = 0;
            }
        }
    }

    static Problem full(long more, long free, long floor, long promised) {
        String others = promised == 0 ? "" : promised + " are promised to other files, ";
        return Problem.of(
                Kind.STORAGE,
                "the disk has " + free + " bytes left, " + others + more + " more are to come and " + floor
                        + " stay free");
    }
}
