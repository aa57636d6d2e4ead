package dev.backslide.sdk;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A listener that remembers what it was told. Thread-safe. */
final class Recorded implements PublisherListener {

    final List<Drop> drops = new CopyOnWriteArrayList<>();
    final List<String> waits = new CopyOnWriteArrayList<>();

    record Drop(DropReason reason, String metric, long count, String message) {}

    @Override
    public void dropped(DropReason reason, String metric, long count, String message) {
        drops.add(new Drop(reason, metric, count, message));
    }

    @Override
    public void waiting(String message) {
        waits.add(message);
    }

    long countOf(DropReason reason) {
        return drops.stream()
                .filter(drop -> drop.reason() == reason)
                .mapToLong(Drop::count)
                .sum();
    }
}
