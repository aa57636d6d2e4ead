package dev.backslide.sink.http;

import dev.backslide.sink.store.StoreReader;
import dev.backslide.sink.store.StoreSnapshot;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits until the store shows what a command did: the detector decides, and the sink reads what it decided. Thread-safe. */
final class CommandEffect {

    private static final long PAUSE_MILLIS = 25;

    private final StoreReader store;

    CommandEffect(StoreReader store) {
        this.store = store;
    }

    /** Whether a snapshot shows it. */
    @FunctionalInterface
    interface Shown {
        boolean in(StoreSnapshot snapshot);
    }

    /** Whether it shows within a time; asks once where that is 0. */
    boolean await(Duration atMost, Shown shown) throws IOException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!store.read(shown::in)) {
            if (System.nanoTime() >= deadline) {
                return false;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
