package dev.backslide.jmh;

import dev.backslide.core.Direction;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.Run;
import dev.backslide.sdk.RunContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class JmhResultsTest {

    private static final Instant ENDED = Instant.parse("2026-05-01T10:00:00Z");
    private static final JmhOrigin ORIGIN = new JmhOrigin(
            "shop",
            new RunContext(
                    new Run("run-1", "abc123", null, "main", null),
                    new TreeMap<>(Map.of("host", "ci-1", "jdk", "of the reader"))),
            ENDED);

    @Test
    void names_ofRealResults_tellParametersModesAndThreadsApart() {
        assertThat(read("jmh-1.37.json").events())
                .extracting(MetricEvent::name)
                .containsExactly(
                        "com.example.SortBenchmark.sort(order=random,size=100)[avgt]",
                        "com.example.SortBenchmark.sort(order=random,size=100)[avgt]:gc.alloc.rate",
                        "com.example.SortBenchmark.sort(order=random,size=100)[avgt]:gc.alloc.rate.norm",
                        "com.example.SortBenchmark.sort(order=random,size=100)[avgt]:gc.count",
                        "com.example.SortBenchmark.sum(order=a b=c,size=100)[thrpt]",
                        "com.example.SortBenchmark.sum(order=a b=c,size=100)[thrpt]:gc.alloc.rate",
                        "com.example.SortBenchmark.sum(order=a b=c,size=100)[thrpt]:gc.alloc.rate.norm",
                        "com.example.SortBenchmark.sum(order=a b=c,size=100)[thrpt]:gc.count",
                        "com.example.SortBenchmark.sum(order=a b=c,size=100)[sample]",
                        "com.example.SortBenchmark.sum(order=a b=c,size=100)[sample]:gc.alloc.rate",
                        "com.example.SortBenchmark.sum(order=a b=c,size=100)[sample]:gc.alloc.rate.norm",
                        "com.example.SortBenchmark.sum(order=a b=c,size=100)[sample]:gc.count",
                        "com.example.SortBenchmark.sum(order=a b=c,size=100)[sample]:p0.00",
                        "com.example.SortBenchmark.sum(order=a b=c,size=100)[sample]:p0.50",
                        "com.example.SortBenchmark.sum(order=a b=c,size=100)[sample]:p0.90",
                        "com.example.SortBenchmark.sum(order=a b=c,size=100)[sample]:p0.95",
                        "com.example.SortBenchmark.sum(order=a b=c,size=100)[sample]:p0.99",
                        "com.example.SortBenchmark.sum(order=a b=c,size=100)[sample]:p0.999",
                        "com.example.SortBenchmark.sum(order=a b=c,size=100)[sample]:p0.9999",
                        "com.example.SortBenchmark.sum(order=a b=c,size=100)[sample]:p1.00",
                        "com.example.SortBenchmark.once(order=a b=c,size=100)[ss]",
                        "com.example.SortBenchmark.once(order=a b=c,size=100)[ss]:gc.alloc.rate",
                        "com.example.SortBenchmark.once(order=a b=c,size=100)[ss]:gc.alloc.rate.norm",
                        "com.example.SortBenchmark.once(order=a b=c,size=100)[ss]:gc.count",
                        "com.example.QueueBenchmark.queue[thrpt,threads=2]",
                        "com.example.QueueBenchmark.queue[thrpt,threads=2]:offer",
                        "com.example.QueueBenchmark.queue[thrpt,threads=2]:poll",
                        "com.example.QueueBenchmark.queue[thrpt,threads=2]:rejected");
        assertThat(read("jmh-1.37.json").broken()).isEmpty();
        assertThat(read("jmh-1.37.json").warnings()).isEmpty();
    }

    @Test
    void name_doesNotDependOnWhatElseIsInTheFile_butOnTheHistory() {
        String result = """
                {"benchmark": "b", "mode": "%s", "primaryMetric": {"score": 1.9, "scoreUnit": "us/op"},
                 "secondaryMetrics": {"gc.alloc.rate.norm": {"score": 8, "scoreUnit": "B/op"}}}
                """;
        byte[] alone = utf8("[" + result.formatted("avgt") + "]");
        byte[] both = utf8("[" + result.formatted("avgt") + "," + result.formatted("thrpt") + "]");

        assertThat(names(alone, JmhHistory.NONE)).containsExactly("b[avgt]", "b[avgt]:gc.alloc.rate.norm");
        assertThat(names(both, JmhHistory.NONE)).contains("b[avgt]", "b[thrpt]");
        assertThat(names(alone, recorded(Map.of("b", "avgt")))).containsExactly("b", "b:gc.alloc.rate.norm");
        assertThat(names(both, recorded(Map.of("b", "avgt"))))
                .contains("b", "b[thrpt]")
                .doesNotContain("b[avgt]");
        assertThat(names(alone, recorded(Map.of("b", "thrpt")))).contains("b[avgt]");
        assertThat(names(alone, recorded(Map.of("b", "avgt", "b[avgt]", "avgt"))))
                .contains("b[avgt]");
    }

    @Test
    void result_real_keepsHowItWasMeasured() {
        MetricEvent sort = event("jmh-1.37.json", "com.example.SortBenchmark.sort(order=random,size=100)[avgt]");

        assertThat(sort.value()).isEqualTo(40.06399958834674);
        assertThat(sort.unit()).isEqualTo("us/op");
        assertThat(sort.direction()).isEqualTo(Direction.LOWER_IS_BETTER);
        assertThat(sort.category()).isEqualTo("time");
        assertThat(sort.samples()).hasSize(2);
        assertThat(sort.timestamp()).isEqualTo(ENDED);
        assertThat(sort.run().commit()).isEqualTo("abc123");
        assertThat(sort.metadata())
                .containsEntry("host", "ci-1")
                .containsEntry("jdk", "17.0.15 (OpenJDK 64-Bit Server VM)")
                .containsEntry("jdkVersion", "17.0.15")
                .containsEntry("vmName", "OpenJDK 64-Bit Server VM")
                .containsEntry("jvm", "/usr/lib/jvm/java-17-openjdk-amd64/bin/java")
                .containsEntry("jvmArgs", "-Xmx128m")
                .containsEntry("jmhVersion", "1.37")
                .containsEntry("mode", "avgt")
                .containsEntry("forks", "1")
                .containsEntry("warmupTime", "20 ms")
                .containsEntry("measurementIterations", "2")
                .containsEntry("params.size", "100")
                .containsEntry("params.order", "random")
                .doesNotContainKey("scoreError");
    }

    @Test
    void secrets_inArgumentsOfTheJvm_areNotKept() {
        byte[] result = utf8("[{\"benchmark\": \"b\", \"mode\": \"avgt\", \"jvmArgs\": [\"-Xmx128m\","
                + " \"-Ddb.password=hush hush\", \"-Durl=https://me:hush@example.org/x\"],"
                + " \"primaryMetric\": {\"score\": 1.9, \"scoreUnit\": \"us/op\", \"rawData\": [[1.9]]}}]");

        assertThat(read(result).events())
                .singleElement()
                .satisfies(event -> assertThat(event.metadata())
                        .containsEntry(
                                "jvmArgs", "-Xmx128m -Ddb.password=******** -Durl=https://********@example.org/x"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "db://me:hush@host/x db://********@host/x",
                "db://me:other@host/x db://********@host/x",
                "db://host/x?user=me&password=hush db://host/x?user=me&password=********",
                "db://host/a@b db://host/a@b"
            })
    void login_inAParameter_isNoPartOfTheSeries(String url, String shown) {
        byte[] result = utf8("[{\"benchmark\": \"b\", \"mode\": \"avgt\", \"params\": {\"db\": \"" + url + "\"},"
                + " \"primaryMetric\": {\"score\": 1.9, \"scoreUnit\": \"us/op\", \"rawData\": [[1.9]]},"
                + " \"secondaryMetrics\": {\"gc.count\": {\"score\": 3, \"scoreUnit\": \"counts\"}}}]");

        assertThat(read(result).events())
                .extracting(MetricEvent::name)
                .containsExactly("b(db=" + shown + ")[avgt]", "b(db=" + shown + ")[avgt]:gc.count");
        assertThat(read(result).events())
                .allSatisfy(event -> assertThat(event.metadata()).containsEntry("params.db", shown));
    }

    @Test
    void rawData_ofTwoForks_isOneListOfSamples() {
        MetricEvent queue = event("jmh-1.37.json", "com.example.QueueBenchmark.queue[thrpt,threads=2]");

        assertThat(queue.samples()).hasSize(4);
        assertThat(mean(queue)).isCloseTo(queue.value(), within(1e-6));
        assertThat(queue.metadata()).containsKey("scoreError");
    }

    @Test
    void histogram_ofModeSample_becomesSamples() {
        MetricEvent sample = event("jmh-1.37.json", "com.example.SortBenchmark.sum(order=a b=c,size=100)[sample]");

        assertThat(sample.samples()).isSorted();
        assertThat(mean(sample)).isCloseTo(sample.value(), within(1e-6));
    }

    @Test
    void histogram_ofMoreCallsThanAnEventCarries_isCutToQuantiles() {
        String json = """
                [{"benchmark": "b", "mode": "sample", "primaryMetric": {"score": 1.9, "scoreUnit": "us/op",
                  "rawDataHistogram": [[[[1.0, 900000], [2.0, 90000]], [[10.0, 10000], [1.0, 0], ["NaN", 5]]]]}}]
                """;

        List<Double> samples =
                read(json.getBytes(StandardCharsets.UTF_8)).events().get(0).samples();

        assertThat(samples).hasSize(10_000);
        assertThat(samples.stream().filter(value -> value == 1.0)).hasSize(9_000);
        assertThat(samples.stream().filter(value -> value == 2.0)).hasSize(900);
        assertThat(samples.stream().filter(value -> value == 10.0)).hasSize(100);
    }

    @Test
    void directions_ofSecondaryMetrics_areKnownOrReportedAlone() {
        Map<String, Direction> directions = new TreeMap<>();
        for (MetricEvent event : read("jmh-1.37.json").events()) {
            int colon = event.name().indexOf(':');
            Direction direction = event.direction();
            if (colon > 0 && direction != null) {
                directions.put(event.name().substring(colon + 1), direction);
            }
        }

        assertThat(directions)
                .containsOnly(
                        Map.entry("gc.alloc.rate", Direction.UNKNOWN),
                        Map.entry("gc.alloc.rate.norm", Direction.LOWER_IS_BETTER),
                        Map.entry("gc.count", Direction.UNKNOWN),
                        Map.entry("offer", Direction.HIGHER_IS_BETTER),
                        Map.entry("poll", Direction.HIGHER_IS_BETTER),
                        Map.entry("rejected", Direction.UNKNOWN),
                        Map.entry("p0.00", Direction.UNKNOWN),
                        Map.entry("p0.50", Direction.LOWER_IS_BETTER),
                        Map.entry("p0.90", Direction.LOWER_IS_BETTER),
                        Map.entry("p0.95", Direction.LOWER_IS_BETTER),
                        Map.entry("p0.99", Direction.LOWER_IS_BETTER),
                        Map.entry("p0.999", Direction.UNKNOWN),
                        Map.entry("p0.9999", Direction.UNKNOWN),
                        Map.entry("p1.00", Direction.UNKNOWN));
    }

    @Test
    void secondaryMetrics_ofOlderJmh_haveTheNamesOfNewer() {
        assertThat(read("jmh-1.36.json").events())
                .extracting(MetricEvent::name)
                .containsExactly(
                        "com.example.SortBenchmark.sort(order=random,size=100)[avgt]",
                        "com.example.SortBenchmark.sort(order=random,size=100)[avgt]:gc.alloc.rate",
                        "com.example.SortBenchmark.sort(order=random,size=100)[avgt]:gc.alloc.rate.norm",
                        "com.example.SortBenchmark.sort(order=random,size=100)[avgt]:gc.count");
    }

    @Test
    void eventIds_ofTheSameResults_areTheSame() {
        List<String> ids = ids("jmh-1.37.json");

        assertThat(ids).doesNotHaveDuplicates().isEqualTo(ids("jmh-1.37.json"));
        assertThat(ids("jmh-1.36.json")).doesNotContainAnyElementsOf(ids);
    }

    @Test
    void traps_broken_costThemselvesOnly() {
        JmhMeasurements traps = read("traps.json");

        assertThat(traps.entries()).isEqualTo(8);
        assertThat(traps.broken())
                .containsExactly(
                        "result 2 (com.example.Failed.infinite[avgt]): primaryMetric.score was '+INF' but it must be a finite "
                                + "number; leave out benchmarks that failed, or measure again",
                        "result 3 (com.example.Failed.noMetric[avgt]): primaryMetric.score was missing but it must be a finite "
                                + "number; leave out benchmarks that failed, or measure again",
                        "result 4: benchmark was missing but it must be the name of a method; correct the file",
                        "result 5: benchmark was missing but it must be the name of a method; correct the file",
                        "result 8 (com.example.Odd.parameter(a=,b=line\\u000abreak)[avgt]): an earlier result has the same name, "
                                + "and two results of one name cannot be told apart; give them different parameters, or import "
                                + "them under two model names");
        assertThat(traps.events())
                .extracting(MetricEvent::name)
                .containsExactly(
                        "com.example.Mislabelled.latency[thrpt]",
                        "com.example.Bare.nan[avgt]",
                        "com.example.Odd.parameter(a=,b=line\\u000abreak)[avgt]");
        assertThat(traps.warnings())
                .containsExactly(
                        "result 1 (com.example.Mislabelled.latency[thrpt]): mode thrpt cannot have the unit s/op; the unit "
                                + "decides, lower is better",
                        "result 6 (com.example.Bare.nan[avgt]): secondary metric left out: broken.score was 'NaN' but it must be "
                                + "a finite number; leave out benchmarks that failed, or measure again");
    }

    @Test
    void unit_againstTheMode_isBelieved() {
        MetricEvent latency = event("traps.json", "com.example.Mislabelled.latency[thrpt]");

        assertThat(latency.direction()).isEqualTo(Direction.LOWER_IS_BETTER);
        assertThat(latency.samples()).containsExactly(0.2, 0.3);
    }

    @Test
    void parameter_long_isCutAndStaysUnique() {
        String longText = "x".repeat(600);

        assertThat(read(withParameter(longText + "1")).events().get(0).name())
                .hasSizeLessThanOrEqualTo(400)
                .isNotEqualTo(
                        read(withParameter(longText + "2")).events().get(0).name());
    }

    @Test
    void histogram_ofCountsBeyondAnyCounter_isLeftOut() {
        String json = """
                [{"benchmark": "b", "mode": "sample", "primaryMetric": {"score": 1.9, "scoreUnit": "us/op",
                  "rawDataHistogram": [[[[1.0, 9223372036854775807], [2.0, 9223372036854775807], [3.0, 1e400], [4.0, 3]]]]}}]
                """;

        assertThat(read(json.getBytes(StandardCharsets.UTF_8)).events().get(0).samples())
                .containsExactly(4.0, 4.0, 4.0);
    }

    @ParameterizedTest
    @MethodSource("textsThatAreNoResults")
    void text_thatIsNoResult_isOneSentence(String reason, byte[] text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(JmhFormatException.class)
                .hasMessage("no JSON results of JMH (" + reason
                        + "); write them with 'java -jar benchmarks.jar -rf json -rff results.json'");
    }

    static Stream<Arguments> textsThatAreNoResults() {
        String tooLong = "its brackets are nested deeper, or a number or text in it is longer, than JMH writes them";
        return Stream.of(
                arguments("it does not start with '['", utf8("{\"a\": 1}")),
                arguments("it does not start with '['", utf8("")),
                arguments("it does not start with '['", "{}".getBytes(StandardCharsets.UTF_16LE)),
                arguments("it is not JSON, or cut off, at line 1", utf8("Benchmark  Mode  Cnt")),
                arguments("it is not JSON, or cut off, at line 1", utf8("[µ]")),
                arguments("it is not JSON, or cut off, at line 2", utf8("[\n{\"benchmark\": \"b\",")),
                arguments("it is text neither in UTF-8 nor in UTF-16", new byte[] {0, 0, (byte) 0xFF, (byte) 0xFE}),
                arguments(tooLong, utf8("[".repeat(100_000))),
                arguments(tooLong, utf8("[{\"x\": " + "[".repeat(100_000) + "]".repeat(100_000) + "}]")),
                arguments(tooLong, utf8("[{\"benchmark\": \"b\", \"x\": " + "9".repeat(100_000) + "}]")),
                arguments(tooLong, utf8("[{\"" + "x".repeat(100_000) + "\": 1}]")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void text_inAnyUnicode_isReadWithAndWithoutAMark(String charset) {
        String json =
                "[{\"benchmark\": \"b\", \"mode\": \"avgt\", \"primaryMetric\": {\"score\": 1.9, \"scoreUnit\": \"µs/op\"}}]";

        for (String mark : List.of("", "\uFEFF")) {
            assertThat(read((mark + json).getBytes(Charset.forName(charset))).events())
                    .extracting(MetricEvent::unit)
                    .containsExactly("µs/op");
        }
    }

    @Test
    void score_thatIsAHugeNumber_isQuotedInShort() {
        JmhMeasurements measured = read(utf8("[{\"benchmark\": \"b\", \"primaryMetric\": {\"score\": " + "9".repeat(900)
                + "}}, {\"benchmark\": [\"" + "x".repeat(900) + "\"]}]"));

        assertThat(measured.broken())
                .hasSize(2)
                .allSatisfy(
                        sentence -> assertThat(sentence).hasSizeLessThan(400).contains(" but it must be "));
    }

    private static List<String> names(byte[] json, JmhHistory history) {
        return JmhResults.read(json, ORIGIN, history).events().stream()
                .map(MetricEvent::name)
                .toList();
    }

    private static JmhHistory recorded(Map<String, String> modes) {
        return event -> Optional.ofNullable(modes.get(event.name())).map(mode -> Map.of("mode", mode));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static double mean(MetricEvent event) {
        return event.samples().stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElseThrow();
    }

    private static byte[] withParameter(String text) {
        return ("[{\"benchmark\": \"b\", \"mode\": \"avgt\", \"params\": {\"p\": \"" + text
                        + "\"}, \"primaryMetric\": {\"score\": 1.9, \"scoreUnit\": \"us/op\", \"rawData\": [[1.9]]}}]")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> ids(String file) {
        return read(file).events().stream().map(MetricEvent::eventId).toList();
    }

    private static MetricEvent event(String file, String name) {
        return read(file).events().stream()
                .filter(event -> event.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static JmhMeasurements read(String file) {
        try (InputStream input = JmhResultsTest.class.getResourceAsStream(file)) {
            assertThat(input).as(file).isNotNull();
            return read(input == null ? new byte[0] : input.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JmhMeasurements read(byte[] json) {
        return JmhResults.read(json, ORIGIN, JmhHistory.NONE);
    }
}
