package dev.backslide.e2e;

import dev.backslide.core.MetricEvent;
import dev.backslide.core.Run;
import dev.backslide.schemas.TopicCatalogue;
import dev.backslide.schemas.TopicSettings;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

import java.time.Instant;
import java.util.Map;

/**
 * Publishes measurements as a program in any language does: it knows the wire and the environment, has no tracker, and asks for no
 * verdict. Arguments: topic prefix, metric key, values.
 */
public final class ForeignProducer {

    private ForeignProducer() {}

    /** Publishes and exits. */
    public static void main(String[] args) throws Exception {
        TopicCatalogue topics = TopicCatalogue.of(TopicSettings.DEFAULT.withPrefix(args[0]), Map.of());
        String key = args[1];
        String[] parts = key.split(":", 2);
        try (KafkaProducer<String, MetricEvent> producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, System.getenv("BACKSLIDE_BOOTSTRAP_SERVERS")),
                topics.metrics().keySerde().serializer(),
                topics.metrics().valueSerde().serializer())) {
            for (int i = 2; i < args.length; i++) {
                MetricEvent event = MetricEvent.builder(parts[0], parts[1], Double.parseDouble(args[i]), "ms")
                        .category("time")
                        .timestamp(Instant.now())
                        .run(new Run(System.getenv("BACKSLIDE_RUN_ID"), null, null, null, null))
                        .build();
                producer.send(new ProducerRecord<>(topics.metrics().name(), key, event))
                        .get();
            }
        }
    }
}
