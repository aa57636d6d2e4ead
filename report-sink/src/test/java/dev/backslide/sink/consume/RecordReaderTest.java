package dev.backslide.sink.consume;

import dev.backslide.core.MetricEvent;
import dev.backslide.schemas.Topic;
import dev.backslide.schemas.TopicCatalogue;
import dev.backslide.schemas.TopicSettings;
import dev.backslide.sink.Publisher;
import dev.backslide.sink.store.row.StoredMeasurement;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

class RecordReaderTest {

    private static final TopicCatalogue TOPICS = TopicCatalogue.of(TopicSettings.DEFAULT, Map.of());
    private static final MetricEvent EVENT =
            Publisher.measurement("my_model", "latency", "ms", 1, 0).build();

    private final RecordReader reader =
            new RecordReader(TOPICS, Clock.fixed(Publisher.START.plus(Duration.ofHours(1)), ZoneOffset.UTC));

    @Test
    void recordsUnderHostileKeys_areLeftOutAtOnce_inFewWords_andTheRestIsRead() {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (String unit : List.of("{", "\\{a=", ",a=", "{a=b,")) {
            records.add(under("my_model:latency" + unit.repeat(900_000 / unit.length()) + "}"));
        }
        records.add(under("my_model:latency"));
        records.add(under("my_model:latency{host=ci-1}"));

        assertTimeoutPreemptively(Duration.ofMinutes(1), () -> {
            DecodedBatch batch = reader.read(records, List.of());
            assertThat(batch.batch().metrics())
                    .extracting(StoredMeasurement::seriesKey)
                    .containsExactly("my_model:latency", "my_model:latency{host=ci-1}");
            assertThat(batch.unreadable())
                    .hasSize(4)
                    .allSatisfy(unreadable -> assertThat(unreadable.reason())
                            .startsWith("record key was 'my_model:latency")
                            .hasSizeLessThan(500));
        });
    }

    private static ConsumerRecord<byte[], byte[]> under(String key) {
        Topic<String, MetricEvent> metrics = TOPICS.metrics();
        byte[] value = metrics.valueSerde().serializer().serialize(metrics.name(), EVENT);
        return new ConsumerRecord<>(metrics.name(), 0, 0, key.getBytes(StandardCharsets.UTF_8), value);
    }
}
