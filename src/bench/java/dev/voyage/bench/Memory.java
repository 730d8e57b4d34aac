package dev.voyage.bench;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;

/** The growth of live memory, heap and buffers outside it, since this object was created. */
final class Memory {

    private final long before;
    private long most;

    Memory() {
        alive(); // exclude the garbage of start-up and of the first measurement
        before = alive();
    }

    void look() {
        most = Math.max(most, alive() - before);
    }

    long most() {
        return most;
    }

    /** Measures after full collections, so that recent garbage does not count. */
    private static long alive() {
        for (int i = 0; i < 4; i++) {
            System.gc(); // soft references and their queues need several collections
        }
        Runtime runtime = Runtime.getRuntime();
        long heap = runtime.totalMemory() - runtime.freeMemory();
        long buffers = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        return heap + buffers;
    }
}
