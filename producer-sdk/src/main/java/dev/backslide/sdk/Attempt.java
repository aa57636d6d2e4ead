package dev.backslide.sdk;

import dev.backslide.core.MetricEvent;
import dev.backslide.sdk.Outgoing.Measurement;
import dev.backslide.sdk.VerdictOutcome.NotSent;
import org.jspecify.annotations.Nullable;

import java.util.concurrent.CompletableFuture;

/** One event of a caller that waits for verdicts. */
sealed interface Attempt {

    /** It cannot be sent. */
    record Rejected(NotSent outcome) implements Attempt {}

    /** It can be sent. Used by the waiting thread only, but for the two futures. */
    final class Sendable implements Attempt {

        private final MetricEvent event;
        private final VerdictWait wait;
        private final CompletableFuture<Boolean> delivery = new CompletableFuture<>();
        private @Nullable DropReason dropped;

        Sendable(String seriesKey, MetricEvent event) {
            this.event = event;
            this.wait = new VerdictWait(event.eventId(), seriesKey);
        }

        VerdictWait verdictWait() {
            return wait;
        }

        void send(Sender sender) {
            dropped = sender.offer(new Measurement(wait.seriesKey(), event, sender, delivery));
        }

        /** Null: it is on its way. */
        @Nullable
        DropReason dropped() {
            return dropped;
        }

        /** Whether the broker has it, as far as is known now. */
        boolean isDelivered() {
            return delivery.getNow(false);
        }

        /** Whether it was dropped after it had been queued. */
        boolean isLost() {
            return delivery.isDone() && !isDelivered();
        }
    }
}
