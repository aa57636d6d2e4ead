package dev.backslide.cli;

import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

import java.util.Set;
import java.util.TreeSet;

/** Which settings of the {@code [kafka]} section are Kafka's own. Stateless. */
final class KafkaNames {

    private KafkaNames() {}

    /**
     * Whether Kafka, one of its plug-ins or the schema registry may know the name: a dotted name that is not nearly one of
     * Kafka's belongs to a plug-in.
     */
    static boolean isKnown(String name) {
        Set<String> known = all();
        if (known.contains(name) || name.startsWith("schema.registry.")) {
            return true;
        }
        return name.indexOf('.') > 0
                && known.stream().noneMatch(other -> Nearest.distance(name, other) <= 2)
                && !name.startsWith("bootstrap.");
    }

    static Set<String> all() {
        Set<String> names = new TreeSet<>(ProducerConfig.configNames());
        names.addAll(ConsumerConfig.configNames());
        names.addAll(AdminClientConfig.configNames());
        names.addAll(StreamsConfig.configDef().names());
        names.add("schema.registry.url");
        names.remove("bootstrap.servers");
        return names;
    }
}
