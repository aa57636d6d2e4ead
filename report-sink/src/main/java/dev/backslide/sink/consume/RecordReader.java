package dev.backslide.sink.consume;

import dev.backslide.core.InvalidMetricException;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricStats;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.SeriesKey;
import dev.backslide.core.detection.history.MeasurementTime;
import dev.backslide.schemas.SchemaRegistryUnavailableException;
import dev.backslide.schemas.Topic;
import dev.backslide.schemas.TopicCatalogue;
import dev.backslide.sink.store.row.NextOffset;
import dev.backslide.sink.store.row.StoreBatch;
import dev.backslide.sink.store.row.StoredMeasurement;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes a batch of raw records. One that cannot be read or stored, or that makes no sense, is left out and named: the detector
 * dead-letters it, here the rest just goes on. Not thread-safe: the consumer's thread only.
 */
public final class RecordReader {

    private final TopicCatalogue topics;
    private final Clock clock;

    public RecordReader(TopicCatalogue topics, Clock clock) {
        this.topics = topics;
        this.clock = clock;
    }

    /** @throws SchemaRegistryUnavailableException when nothing can be said about a record yet; to be tried again */
    DecodedBatch read(Iterable<ConsumerRecord<byte[], byte[]>> records, List<NextOffset> offsets) {
        List<StoredMeasurement> metrics = new ArrayList<>();
        List<RegressionAlert> alerts = new ArrayList<>();
        Map<String, MetricStats> stats = new LinkedHashMap<>();
        List<UnreadableRecord> unreadable = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            try {
                if (record.topic().equals(topics.metrics().name())) {
                    metrics.add(metric(record));
                } else if (record.topic().equals(topics.alerts().name())) {
                    alerts.add(StoreLimits.checked(value(topics.alerts(), record)));
                } else if (record.value() != null) {
                    MetricStats latest = StoreLimits.checked(value(topics.stats(), record));
                    stats.put(latest.seriesKey(), latest);
                }
            } catch (SchemaRegistryUnavailableException e) {
                throw e;
            } catch (RuntimeException e) {
                // Whatever a deserializer throws, a configured one of somebody else's too, is about this record alone.
                unreadable.add(new UnreadableRecord(
                        record.topic(), record.partition(), record.offset(), String.valueOf(e.getMessage()), null));
            }
        }
        return new DecodedBatch(new StoreBatch(metrics, alerts, stats.values(), offsets), unreadable);
    }

    private StoredMeasurement metric(ConsumerRecord<byte[], byte[]> record) {
        MetricEvent event = value(topics.metrics(), record);
        String key = SeriesKey.requireOf(
                topics.metrics().keySerde().deserializer().deserialize(record.topic(), record.key()), event);
        MeasurementTime.require("time", event, event.orderTime(), clock.instant());
        return new StoredMeasurement(key, StoreLimits.checked(event));
    }

    private static <V> V value(Topic<String, V> topic, ConsumerRecord<byte[], byte[]> record) {
        V value = topic.valueSerde().deserializer().deserialize(record.topic(), record.value());
        if (value == null) {
            throw new InvalidMetricException(
                    "the record has no value but records of this topic cannot be deleted; send a measurement");
        }
        return value;
    }
}
