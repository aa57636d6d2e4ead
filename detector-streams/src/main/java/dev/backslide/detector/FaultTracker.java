package dev.backslide.detector;

import org.apache.kafka.streams.processor.TaskId;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What went wrong last, and whether every task has worked since: a fault is over no sooner than that. Thread-safe.
 */
final class FaultTracker {

    private final Map<TaskId, Long> worked = new HashMap<>();
    private Optional<String> last = Optional.empty();
    private long step;
    private long lastStep;

    /** Another number after each fault. */
    synchronized long lastStep() {
        return lastStep;
    }

    synchronized void happened(String cause) {
        last = Optional.of(cause);
        lastStep = ++step;
    }

    /** The task runs and fails at nothing. */
    synchronized void worked(TaskId task) {
        worked.put(task, ++step);
    }

    synchronized Optional<String> last() {
        return last;
    }

    /** Whether each of these tasks has worked since the last fault. */
    synchronized boolean areOver(Collection<TaskId> tasks) {
        return last.isEmpty() || tasks.stream().allMatch(task -> worked.getOrDefault(task, 0L) > lastStep);
    }
}
