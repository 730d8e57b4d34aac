package dev.voyage.bench;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;

/** What is alive in the heap and in buffers beside it, above what was when this began. */
final class Memory {

    private final long before;
    private long most;

    Memory() {
        alive(); // clears what start-up and the first look itself leave behind
        before = alive();
    }

    void look() {
        most = Math.max(most, alive() - before);
    }

    long most() {
        return most;
    }

    /** A full collection first, so that this is what is held, not what was thrown away lately. */
    private static long alive() {
        for (int i = 0; i < 4; i++) {
            System.gc(); // soft references and their queues need more than one
        }
        Runtime runtime = Runtime.getRuntime();
        long heap = runtime.totalMemory() - runtime.freeMemory();
        long buffers = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        return heap + buffers;
    }
}
