package dev.backslide.sink;

import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import java.util.HashMap;
import java.util.Map;

/** The sink's Kafka clients, their settings in one place; the overrides of the settings win. Thread-safe. */
final class SinkClients {

    private static final String CLIENT_ID = "backslide-sink";
    private static final int RECORDS_A_TRANSACTION = 5_000;

    private SinkClients() {}

    /** Reads what is committed, raw: what cannot be read is then known with its offset, and stops nothing. */
    static Consumer<byte[], byte[]> consumer(SinkSettings settings) {
        Map<String, Object> config = new HashMap<>();
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, CLIENT_ID);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_A_TRANSACTION);
        config.putAll(settings.clientOverrides());
        config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.remove(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG);
        config.remove(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG);
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    static Admin admin(SinkSettings settings) {
        Map<String, Object> config = new HashMap<>();
        config.put(AdminClientConfig.CLIENT_ID_CONFIG, CLIENT_ID);
        config.putAll(settings.clientOverrides());
        config.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        return Admin.create(config);
    }
}
