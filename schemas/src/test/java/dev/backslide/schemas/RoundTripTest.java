package dev.backslide.schemas;

import dev.backslide.core.MetricEvent;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class RoundTripTest {

    private static final TopicCatalogue TOPICS = TopicCatalogue.of(TopicSettings.DEFAULT, Map.of());

    @ParameterizedTest
    @MethodSource("records")
    void record_readBack_isEqual(Serde<Object> serde, Object value) {
        byte[] bytes = serde.serializer().serialize("topic", value);
        assertThat(serde.deserializer().deserialize("topic", bytes)).isEqualTo(value);
    }

    @ParameterizedTest
    @MethodSource("records")
    void null_staysNull(Serde<Object> serde) {
        assertThat(serde.serializer().serialize("topic", null)).isNull();
        assertThat(serde.deserializer().deserialize("topic", null)).isNull();
    }

    @Test
    void sameSerde_writesEqualBytesForEqualRecords() {
        Serde<MetricEvent> serde = TOPICS.metrics().valueSerde();
        assertThat(serde.serializer().serialize("topic", Samples.fullEvent()))
                .isEqualTo(serde.serializer().serialize("topic", Samples.fullEvent()));
    }

    static Stream<Arguments> records() {
        return Stream.of(
                arguments(TOPICS.metrics().valueSerde(), Samples.fullEvent()),
                arguments(TOPICS.metrics().valueSerde(), Samples.bareEvent()),
                arguments(TOPICS.verdicts().valueSerde(), Samples.fullVerdict()),
                arguments(TOPICS.verdicts().valueSerde(), Samples.bareVerdict()),
                arguments(TOPICS.alerts().valueSerde(), Samples.fullAlert()),
                arguments(TOPICS.alerts().valueSerde(), Samples.bareAlert()),
                arguments(TOPICS.stats().valueSerde(), Samples.stats()),
                arguments(TOPICS.commands().valueSerde(), Samples.fullCommand()),
                arguments(TOPICS.commands().valueSerde(), Samples.bareCommand()));
    }
}
