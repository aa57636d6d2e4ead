package dev.backslide.sink;

import dev.backslide.core.AlertState;
import dev.backslide.core.Direction;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricEventBuilder;
import dev.backslide.core.MetricStats;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.Severity;
import dev.backslide.core.statistics.Summary;
import dev.backslide.schemas.Topic;
import dev.backslide.schemas.TopicCatalogue;
import dev.backslide.schemas.TopicCreator;
import dev.backslide.schemas.TopicSettings;
import dev.backslide.testkit.TestBroker;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Writes to the topics of one test what SDK and detector would write. Not thread-safe. */
public final class Publisher implements AutoCloseable {

    public static final Instant START = Instant.parse("2023-10-15T16:00:00Z");

    private final TopicSettings settings;
    private final TopicCatalogue topics;
    private final Producer<String, byte[]> producer;
    private final List<Future<RecordMetadata>> sent = new ArrayList<>();

    public Publisher(TestBroker broker) {
        settings = TopicSettings.DEFAULT.withPrefix(broker.uniquePrefix());
        topics = TopicCatalogue.of(settings, Map.of());
        Map<String, Object> config = Map.of("bootstrap.servers", broker.bootstrapServers(), "linger.ms", 5);
        try (Admin admin = Admin.create(config)) {
            TopicCreator.create(admin, topics, Duration.ofSeconds(30));
        }
        producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
    }

    public TopicSettings settings() {
        return settings;
    }

    TopicCatalogue topics() {
        return topics;
    }

    /** A series' measurements, one a minute, with event ids that are the same each time. */
    public void measurements(String model, String name, String unit, double... values) {
        for (int i = 0; i < values.length; i++) {
            metric(measurement(model, name, unit, values[i], i).build());
        }
        flush();
    }

    public static MetricEventBuilder measurement(String model, String name, String unit, double value, int minute) {
        return MetricEvent.builder(model, name, value, unit)
                .eventId(model + "-" + name + "-" + minute)
                .timestamp(START.plus(Duration.ofMinutes(minute)));
    }

    public void metric(MetricEvent event) {
        send(topics.metrics(), event.metricKey().toString(), event);
    }

    /** Bytes as they are, on the metrics topic. */
    void raw(String key, byte[] value) {
        sent.add(producer.send(new ProducerRecord<>(topics.metrics().name(), key, value)));
        flush();
    }

    public void alert(RegressionAlert alert) {
        send(topics.alerts(), alert.seriesKey(), alert);
        flush();
    }

    public static RegressionAlert alert(String id, int revision, AlertState state, Severity severity, String metric) {
        return alert(id, revision, state, severity, metric, START);
    }

    /** @param opened when the new level began; each revision is a second later */
    public static RegressionAlert alert(
            String id, int revision, AlertState state, Severity severity, String metric, Instant opened) {
        return RegressionAlert.builder()
                .alertId(id)
                .fingerprint("fingerprint")
                .revision(revision)
                .state(state)
                .severity(severity)
                .seriesKey("my_model:" + metric)
                .metricName(metric)
                .modelName("my_model")
                .unit("tokens/sec")
                .category("performance")
                .direction(Direction.HIGHER_IS_BETTER)
                .detector("previous")
                .previousValue(150)
                .currentValue(140)
                .changePercent(-6.666666666666667)
                .thresholdPercent(5)
                .timestamp(opened.plusSeconds(revision))
                .openedAt(opened)
                .eventId("event-" + revision)
                .lastGoodCommit("abc1")
                .firstBadCommit("abc2")
                .message("Performance regression detected for my_model:" + metric
                        + ". Previous: 150.00tokens/sec, Current: 140.00tokens/sec, Change: -6.67%")
                .reason("worse than the threshold")
                .build();
    }

    public void stats(String model, String name, double... values) {
        stats(new MetricStats(
                model + ":" + name,
                name,
                model,
                "ms",
                "time",
                Direction.LOWER_IS_BETTER,
                MetricStats.DEFAULT_WINDOW,
                Summary.of(values),
                START,
                null));
    }

    public void stats(MetricStats stats) {
        send(topics.stats(), stats.seriesKey(), stats);
        flush();
    }

    /** Returns once the broker has everything. */
    void flush() {
        producer.flush();
        sent.forEach(Publisher::check);
        sent.clear();
    }

    private static void check(Future<RecordMetadata> sent) {
        try {
            sent.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("the broker refused a record of the test", e);
        }
    }

    private <V> void send(Topic<String, V> topic, String key, V value) {
        byte[] bytes = topic.valueSerde().serializer().serialize(topic.name(), value);
        sent.add(producer.send(new ProducerRecord<>(topic.name(), key, bytes)));
    }

    @Override
    public void close() {
        producer.close();
    }
}
