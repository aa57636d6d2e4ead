package dev.backslide.benchmarks;

import java.util.concurrent.locks.LockSupport;

/** Events a second of a running topology, from its first commit to its last. Stateless. */
final class Throughput {

    private static final long POLL_NANOS = 10_000_000L;
    private static final double NANOS = 1e9;

    private Throughput() {}

    /** Watches the group until it has committed all events; the first commit starts the clock, so start-up does not count. */
    static double measure(Cluster cluster, String group, String topic, long events) throws InterruptedException {
        long first = 0;
        long startedAt = 0;
        while (true) {
            long committed = cluster.committed(group, topic);
            long now = System.nanoTime();
            if (first == 0 && committed > 0) {
                first = committed;
                startedAt = now;
            }
            if (committed >= events) {
                return (events - first) / ((now - startedAt) / NANOS);
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }
}
