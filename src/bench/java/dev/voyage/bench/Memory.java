package dev.voyage.bench;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;

/** What is alive in the heap and in buffers beside it, above what was when this began. */
final class Memory {

    private final long before = alive();
    private long most;

    void look() {
        most = Math.max(most, alive() - before);
    }

    long most() {
        return most;
    }

    /** A full collection first, so that this is what is held, not what was thrown away lately. */
    private static long alive() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        long buffers = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        return runtime.totalMemory() - runtime.freeMemory() + buffers;
    }
}
