package dev.backslide.sdk.internal.publish;

import dev.backslide.sdk.PublisherSettings;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The Kafka client settings of a publisher. Stateless. */
public final class ClientConfig {

    /** What the publisher's promises rest on. */
    public static final List<String> RESERVED = List.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            ProducerConfig.ACKS_CONFIG,
            ProducerConfig.TRANSACTIONAL_ID_CONFIG,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG);

    private static final Duration LINGER = Duration.ofMillis(5);
    /**
     * With several requests in flight the first batch to a partition can fail (the partition was made a moment ago) while the
     * second is taken: a broker takes any first sequence number of a producer. The first is then out of order for ever.
     */
    private static final int IN_FLIGHT = 1;

    private static final int BATCH_BYTES = 64 * 1024;
    /** How long one attempt may block the sending thread; it tries again, so this only bounds how fast it can stop. */
    private static final Duration MAX_BLOCK = Duration.ofSeconds(1);

    private static final Duration MAX_REQUEST = Duration.ofSeconds(30);

    private ClientConfig() {}

    public static Map<String, Object> producer(PublisherSettings settings) {
        Map<String, Object> config = new HashMap<>();
        Duration delivery = settings.deliveryTimeout();
        Duration request = delivery.minus(LINGER);
        config.put(ProducerConfig.LINGER_MS_CONFIG, LINGER.toMillis());
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, IN_FLIGHT);
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK.toMillis());
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Math.toIntExact(delivery.toMillis()));
        config.put(
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                Math.toIntExact((request.compareTo(MAX_REQUEST) < 0 ? request : MAX_REQUEST).toMillis()));
        addOverrides(config, settings, ProducerConfig.configNames(), ConsumerConfig.configNames());
        config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        return config;
    }

    public static Map<String, Object> consumer(PublisherSettings settings) {
        Map<String, Object> config = new HashMap<>();
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
        addOverrides(config, settings, ConsumerConfig.configNames(), ProducerConfig.configNames());
        config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.remove(ConsumerConfig.GROUP_ID_CONFIG);
        return config;
    }

    /** All but those that only the other client knows. */
    private static void addOverrides(
            Map<String, Object> config, PublisherSettings settings, Set<String> own, Set<String> others) {
        settings.clientOverrides().forEach((name, value) -> {
            if (own.contains(name) || !others.contains(name)) {
                config.put(name, value);
            }
        });
    }
}
