package dev.backslide.sdk;

import dev.backslide.schemas.TopicSettings;
import dev.backslide.sdk.internal.publish.ClientConfig;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Settings of a {@link MetricPublisher}. Made by {@link #builder}; each default is written there. Immutable.
 *
 * @param bootstrapServers of Kafka: {@code host:port}, separated by commas
 * @param topics how the topics are named
 * @param dimensions metadata that makes two measurements comparable, e.g. {@code host}; {@code branch} comes from the run.
 *     All publishers and the detector of one prefix need the same
 * @param runContext the run, and the metadata of every measurement that {@link MetricPublisher#measurement} starts
 * @param queueCapacity most measurements that may be pending (queued, or on their way to the broker), 1 to 1,000,000
 * @param deliveryTimeout how long the producer tries to deliver a measurement that it has accepted, at least 1 s
 * @param closeTimeout how long {@link MetricPublisher#close()} delivers pending measurements
 * @param closeOnExit whether to close when the JVM exits
 * @param clientOverrides Kafka client settings, for the producer and the consumer of verdicts, e.g. {@code
 *     security.protocol} or {@code schema.registry.url}; idempotence and acks cannot be changed
 * @param listener receives dropped measurements
 * @param clock sets the timestamp of measurements without one
 * @since 0.1
 */
public record PublisherSettings(
        String bootstrapServers,
        TopicSettings topics,
        List<String> dimensions,
        RunContext runContext,
        int queueCapacity,
        Duration deliveryTimeout,
        Duration closeTimeout,
        boolean closeOnExit,
        Map<String, String> clientOverrides,
        PublisherListener listener,
        Clock clock) {

    private static final int MAX_CAPACITY = 1_000_000;
    private static final Duration MIN_DELIVERY = Duration.ofSeconds(1);
    private static final Duration MAX_DELIVERY = Duration.ofDays(1);

    public PublisherSettings {
        List<String> problems = new ArrayList<>();
        requireSet(problems, "bootstrap servers", bootstrapServers);
        requireSet(problems, "topics", topics);
        requireSet(problems, "dimensions", dimensions);
        requireSet(problems, "run context", runContext);
        requireSet(problems, "delivery timeout", deliveryTimeout);
        requireSet(problems, "close timeout", closeTimeout);
        requireSet(problems, "client overrides", clientOverrides);
        requireSet(problems, "listener", listener);
        requireSet(problems, "clock", clock);
        refuse(problems);
        dimensions = List.copyOf(dimensions);
        clientOverrides = Map.copyOf(clientOverrides);
        if (bootstrapServers.isBlank()) {
            problems.add("bootstrap servers was '' but it must be host:port, e.g. localhost:9092");
        }
        if (dimensions.stream().anyMatch(String::isBlank)) {
            problems.add("dimensions was " + dimensions + " but no name may be empty");
        }
        if (queueCapacity < 1 || queueCapacity > MAX_CAPACITY) {
            problems.add("queue capacity was '" + queueCapacity + "' but it must be 1 to " + MAX_CAPACITY);
        }
        if (deliveryTimeout.compareTo(MIN_DELIVERY) < 0 || deliveryTimeout.compareTo(MAX_DELIVERY) > 0) {
            problems.add("delivery timeout was '" + deliveryTimeout + "' but it must be 1 second to 1 day");
        }
        if (closeTimeout.isNegative()) {
            problems.add("close timeout was '" + closeTimeout + "' but it must not be negative");
        }
        for (String setting : ClientConfig.RESERVED) {
            if (clientOverrides.containsKey(setting)) {
                problems.add(setting + " was '" + clientOverrides.get(setting)
                        + "' but the publisher sets it itself; leave it out");
            }
        }
        refuse(problems);
    }

    private static void requireSet(List<String> problems, String what, @Nullable Object value) {
        if (value == null) {
            problems.add(what + " was null but it must not be; leave it out to keep the default");
        }
    }

    private static void refuse(List<String> problems) {
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }

    /** Starts with the one thing that has no default. */
    public static PublisherSettingsBuilder builder(String bootstrapServers) {
        return new PublisherSettingsBuilder(bootstrapServers);
    }

    /** Starts with these settings, to change some. */
    public PublisherSettingsBuilder toBuilder() {
        return new PublisherSettingsBuilder(bootstrapServers)
                .topics(topics)
                .dimensions(dimensions)
                .runContext(runContext)
                .queueCapacity(queueCapacity)
                .deliveryTimeout(deliveryTimeout)
                .closeTimeout(closeTimeout)
                .closeOnExit(closeOnExit)
                .clientOverrides(clientOverrides)
                .listener(listener)
                .clock(clock);
    }
}
