package dev.voyage.download.ranges;

import java.io.IOException;
import java.nio.channels.FileChannel;

/** Space on the disk for ranges that arrived before their turn. */
@FunctionalInterface
public interface RangeSpace {

    /**
     * An empty file without a name, which vanishes when it is closed, also with the process.
     *
     * @param bytes that it will hold
     * @throws dev.voyage.problem.Problem {@code STORAGE} when the disk has too little space
     */
    FileChannel open(long bytes) throws IOException;
}
