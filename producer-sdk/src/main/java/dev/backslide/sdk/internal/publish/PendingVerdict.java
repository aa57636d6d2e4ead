package dev.backslide.sdk.internal.publish;

import dev.backslide.core.MetricEvent;
import dev.backslide.sdk.DropReason;
import dev.backslide.sdk.VerdictOutcome.NotSent;
import dev.backslide.sdk.internal.publish.QueueItem.Measurement;
import org.jspecify.annotations.Nullable;

import java.util.concurrent.CompletableFuture;

/** One event of a caller that waits for verdicts. */
public sealed interface PendingVerdict {

    /** It cannot be sent. */
    record Rejected(NotSent outcome) implements PendingVerdict {}

    /** It can be sent. Used by the waiting thread only, but for the two futures. */
    final class Sendable implements PendingVerdict {

        private final MetricEvent event;
        private final VerdictWait wait;
        private final CompletableFuture<Boolean> delivery = new CompletableFuture<>();
        private @Nullable DropReason dropped;

        public Sendable(String seriesKey, MetricEvent event) {
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
