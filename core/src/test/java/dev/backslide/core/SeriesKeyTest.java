package dev.backslide.core;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SeriesKeyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "latency",
                "sort [1] {size=10, algo=quick}",
                "sort {=}",
                "sort {}",
                "{",
                "a}",
                "x{\\}",
                "x{a\\=b}",
                "x{b=1,a=2}",
                "bench.py::test_fib[{\"n\": 1}]",
                "ends in a backslash\\"
            })
    void braces_ofAName_belongToIt(String name) {
        MetricEvent event = event(name);
        SeriesKey plain = SeriesKey.of(event.metricKey());
        SeriesKey dimensioned =
                new SeriesKey(event.metricKey(), new TreeMap<>(Map.of("branch", "a\\{b=c},", "host", "ci-1")));

        assertThat(SeriesKey.parse(plain.toString())).isEqualTo(plain);
        assertThat(SeriesKey.parse(dimensioned.toString())).isEqualTo(dimensioned);
        assertThat(SeriesKey.isOf(plain.toString(), event)).isTrue();
        assertThat(SeriesKey.isOf(dimensioned.toString(), event)).isTrue();
    }

    @Test
    void braces_writtenAsDimensions_areDimensions_andTheNameIsStillTheEvents() {
        MetricEvent event = event("latency{quantile=0.99}");

        assertThat(SeriesKey.parse("model:latency{quantile=0.99}").dimensions()).isEqualTo(Map.of("quantile", "0.99"));
        assertThat(SeriesKey.isOf("model:latency{quantile=0.99}", event)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "model:other",
                "model:latency2",
                "other:latency",
                "latency",
                "",
                "model:latency{",
                "model:latency{b=1,a=2}",
                "model:latency{a=1"
            })
    void key_ofAnotherMetric_isNotOfTheEvent(String key) {
        assertThat(SeriesKey.isOf(key, event("latency"))).isFalse();
    }

    @Test
    void text_withoutAModel_isRefused() {
        assertThatThrownBy(() -> SeriesKey.parse("latency{host=a}"))
                .isInstanceOf(InvalidMetricException.class)
                .hasMessageContaining("it must be model_name:name");
    }

    private static MetricEvent event(String name) {
        return MetricEvent.builder("model", name, 1, "ms")
                .category("time")
                .timestamp(Instant.EPOCH)
                .build();
    }
}
