package dev.backslide.core;

import org.jspecify.annotations.Nullable;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Comparator;

/**
 * Whether this process has heap left to work with. Stateless.
 *
 * @since 0.1
 */
public final class HeapUse {

    /** A process whose collections leave no more than this share free does little but collect. */
    private static final double FULL = 0.95;

    private static final long MIB = 1024 * 1024;

    private HeapUse() {}

    /** The problem and the next step, one sentence; null: there is none. */
    public static @Nullable String trouble() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP && pool.isCollectionUsageThresholdSupported())
                .map(MemoryPoolMXBean::getCollectionUsage)
                .filter(usage -> usage != null && usage.getMax() > 0)
                .max(Comparator.comparingLong(MemoryUsage::getMax))
                .map(usage -> troubleOf(usage.getUsed(), usage.getMax()))
                .orElse(null);
    }

    /**
     * What is wrong with a heap.
     *
     * @param used of its old generation after the last collection, in bytes
     * @param max of its old generation, in bytes
     */
    static @Nullable String troubleOf(long used, long max) {
        return used < FULL * max
                ? null
                : "the heap is full (" + used / MIB + " of " + max / MIB
                        + " MiB after a collection); give the process more, e.g. BACKSLIDE_JAVA_OPTS=-Xmx2g";
    }
}
