package dev.backslide.core;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

class SeriesKeyTest {

    private static final String ALPHABET = "ab{}=,\\\\{}: ";

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

    @Test
    void nameThatLooksLikeDimensions_isNoSeriesWithDimensions() {
        MetricEvent labelled = event("lat{branch=main,pod=api-1}");
        SeriesKey name = SeriesKey.of(labelled.metricKey());
        SeriesKey series =
                new SeriesKey(event("lat").metricKey(), new TreeMap<>(Map.of("branch", "main", "pod", "api-1")));

        assertThat(name).hasToString("model:lat\\{branch=main,pod=api-1}");
        assertThat(series).hasToString("model:lat{branch=main,pod=api-1}");
        assertThat(SeriesKey.parse(name.toString())).isEqualTo(name);
        assertThat(SeriesKey.isOf(name.toString(), labelled)).isTrue();
        assertThat(SeriesKey.isOf(name.toString(), event("lat"))).isFalse();
    }

    @Test
    void text_ofAnySeries_isReadAsThatSeries_soThatNoTwoHaveOneText() {
        SplittableRandom random = new SplittableRandom(23);
        int escaped = 0;
        for (int i = 0; i < 200_000; i++) {
            TreeMap<String, String> dimensions = new TreeMap<>();
            for (int d = random.nextInt(3); d > 0; d--) {
                dimensions.put(word(random, "a"), word(random, ""));
            }
            String name = word(random, "n") + (random.nextBoolean() ? "{a=b}" : "");
            SeriesKey key = new SeriesKey(new MetricKey("m", name), dimensions);

            assertThat(SeriesKey.parse(key.toString())).as(key.toString()).isEqualTo(key);
            escaped += key.toString().startsWith("m:" + name) ? 0 : 1;
        }
        assertThat(escaped).isGreaterThan(10_000);
    }

    private static String word(SplittableRandom random, String start) {
        StringBuilder word = new StringBuilder(start);
        random.ints(random.nextInt(6), 0, ALPHABET.length()).forEach(c -> word.append(ALPHABET.charAt(c)));
        return word.toString();
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

    /** What the braces of a text mean, said again without a thought for time: each brace from the end is tried. */
    private static SeriesKey byTrial(String text) {
        for (int open = text.lastIndexOf('{'); open > 0; open = text.lastIndexOf('{', open - 1)) {
            SeriesKey key = withDimensions(text, open);
            if (key != null) {
                return key;
            }
        }
        return SeriesKey.of(MetricKey.parse(text));
    }

    private static @Nullable SeriesKey withDimensions(String text, int open) {
        TreeMap<String, String> dimensions = new TreeMap<>();
        StringBuilder part = new StringBuilder();
        String name = null;
        for (int i = open + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                part.append(text.charAt(++i));
            } else if (c == '=' && name == null) {
                name = part.toString();
                part.setLength(0);
            } else if ((c == ',' || c == '}') && name != null) {
                dimensions.put(name, part.toString());
                part.setLength(0);
                name = null;
            } else {
                part.append(c);
            }
        }
        try {
            SeriesKey key = new SeriesKey(MetricKey.parse(text.substring(0, open)), dimensions);
            return key.toString().equals(text) ? key : null;
        } catch (InvalidMetricException e) {
            return null;
        }
    }

    @Test
    void anyText_meansWhatTryingEachBraceFinds() {
        SplittableRandom random = new SplittableRandom(8);
        int withDimensions = 0;
        for (int i = 0; i < 200_000; i++) {
            StringBuilder text = new StringBuilder("m:");
            random.ints(random.nextInt(1, 14), 0, ALPHABET.length()).forEach(c -> text.append(ALPHABET.charAt(c)));
            String key = random.nextBoolean() ? text + "}" : text + "{a=b}";
            if (key.contains("\\{")) {
                continue;
            }
            SeriesKey expected;
            try {
                expected = byTrial(key);
            } catch (InvalidMetricException e) {
                assertThatThrownBy(() -> SeriesKey.parse(key)).as(key).isInstanceOf(InvalidMetricException.class);
                continue;
            }
            assertThat(SeriesKey.parse(key)).as(key).isEqualTo(expected);
            withDimensions += expected.dimensions().isEmpty() ? 0 : 1;
        }
        assertThat(withDimensions).isGreaterThan(20_000);
    }

    /** The longest are as long as Kafka lets a record be by default. */
    static Stream<String> hostileKeys() {
        return IntStream.of(SeriesKey.MAX_LENGTH - 20, 900_000)
                .boxed()
                .flatMap(length -> Stream.of(
                                "{", "\\{", "{=", "\\{a=", ",a=", "{a=b,", "\\\\{a=b", "}", "\\", "\u0000", "\uD800")
                        .flatMap(unit -> Stream.of("}", "=b}", "{a=b}", "")
                                .map(end -> "model:latency" + unit.repeat(length / unit.length()) + end)));
    }

    @ParameterizedTest
    @MethodSource("hostileKeys")
    void hostileKey_isReadOrRefusedAtOnce_inAFewWords(String key) {
        assertTimeoutPreemptively(Duration.ofMinutes(1), () -> {
            for (int i = 0; i < 20; i++) {
                SeriesKey.isOf(key, event("latency"));
                try {
                    assertThat(SeriesKey.parse(key)).hasToString(key);
                } catch (InvalidMetricException e) {
                    assertThat(e.getMessage()).hasSizeLessThan(2_000);
                }
                assertThatThrownBy(() -> SeriesKey.requireOf(key, event("other")))
                        .isInstanceOf(InvalidMetricException.class)
                        .message()
                        .hasSizeLessThan(2_000);
            }
        });
    }

    @Test
    void keyThatIsTooLong_isRefusedByItsLength_whereverItIsMade() {
        String value = "{".repeat(200);
        Map<String, String> many = new TreeMap<>();
        for (int i = 0; i < 40; i++) {
            many.put("d" + i, value);
        }
        assertThatThrownBy(() -> new SeriesKey(event("latency").metricKey(), new TreeMap<>(many)))
                .hasMessageContaining("characters but it must have at most 8000; use shorter or fewer dimensions");
        assertThatThrownBy(() -> SeriesKey.parse("m:" + "n".repeat(9_000)))
                .hasMessageContaining("with 9002 characters but it must have at most 8000");
    }

    private static MetricEvent event(String name) {
        return MetricEvent.builder("model", name, 1, "ms")
                .category("time")
                .timestamp(Instant.EPOCH)
                .build();
    }
}
