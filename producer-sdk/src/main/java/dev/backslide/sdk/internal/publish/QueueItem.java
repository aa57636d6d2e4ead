package dev.backslide.sdk.internal.publish;

import dev.backslide.core.MetricEvent;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

import java.util.concurrent.CompletableFuture;

/** What waits in the queue for the sending thread. */
public sealed interface QueueItem {

    /** Deliver what came before, then say so. */
    record Flush(CompletableFuture<Void> done) implements QueueItem {}

    /** One measurement on its way; told by the producer what became of it. Immutable. */
    final class Measurement implements QueueItem, Callback {

        private final String seriesKey;
        private final MetricEvent event;
        private final Sender sender;
        private final @Nullable CompletableFuture<Boolean> delivery;

        /** @param delivery completed with whether the broker has it; null: nobody waits for that */
        public Measurement(
                String seriesKey, MetricEvent event, Sender sender, @Nullable CompletableFuture<Boolean> delivery) {
            this.seriesKey = seriesKey;
            this.event = event;
            this.sender = sender;
            this.delivery = delivery;
        }

        String seriesKey() {
            return seriesKey;
        }

        MetricEvent event() {
            return event;
        }

        /** For reports. */
        String metric() {
            return event.modelName() + ":" + event.name();
        }

        void settled(boolean delivered) {
            if (delivery != null) {
                delivery.complete(delivered);
            }
        }

        @Override
        public void onCompletion(RecordMetadata metadata, @Nullable Exception failure) {
            sender.onCompletion(this, failure);
        }
    }
}
