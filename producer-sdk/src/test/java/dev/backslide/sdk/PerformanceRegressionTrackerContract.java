package dev.backslide.sdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.backslide.core.AlertState;
import dev.backslide.core.Direction;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricEventBuilder;
import dev.backslide.core.MetricVerdict;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.Run;
import dev.backslide.core.Severity;
import dev.backslide.core.Summary;
import dev.backslide.core.Verdict;
import dev.backslide.sdk.VerdictOutcome.NotSent;
import dev.backslide.sdk.VerdictOutcome.Received;
import dev.backslide.sdk.storage.StorageException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

/** What every tracker does, whatever it keeps its data in. */
public abstract class PerformanceRegressionTrackerContract {

    /** Every test measures a model of its own, so that they may share a pipeline. */
    protected final String model = "model-" + UUID.randomUUID();

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    protected Path folder;

    private PerformanceRegressionTracker tracker;

    /** Of a tracker with no history of this test's model. Several of them share what they keep. */
    protected abstract TrackerBuilder builder();

    @BeforeEach
    void startTracker() {
        tracker = builder().resultsFile(folder.resolve("results.jsonl")).build();
    }

    @AfterEach
    void closeTracker() {
        tracker.close();
    }

    @Test
    void firstMeasurement_isInconclusive() {
        assertThat(add("speed", 150).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void fallOfThroughput_isARegressionWithAnAlert() {
        add("speed", 150);

        MetricVerdict verdict = add("speed", 140);

        assertThat(verdict.verdict()).isEqualTo(Verdict.REGRESSION);
        assertThat(verdict.severity()).isEqualTo(Severity.WARNING);
        assertThat(verdict.baseline()).isEqualTo(150);
        assertThat(verdict.changePercent()).isCloseTo(-6.6667, within(1e-4));
        assertThat(alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.alertId()).isEqualTo(verdict.alertId());
            assertThat(alert.message())
                    .isEqualTo("Performance regression detected for " + model
                            + ":speed. Previous: 150.00tokens/sec, Current: 140.00tokens/sec, Change: -6.67%");
        });
    }

    @Test
    void changeWithinThreshold_passes() {
        add("speed", 150);

        assertThat(add("speed", 145).verdict()).isEqualTo(Verdict.PASS);
        assertThat(alerts()).isEmpty();
    }

    @Test
    void recordMetric_keepsMetadataAndRun() {
        VerdictOutcome outcome =
                tracker.recordMetric("speed", 150, "tokens/sec", model, "performance", Map.of("hardware", "RTX 3090"));

        assertThat(outcome).isInstanceOf(Received.class);
        assertThat(tracker.getPreviousMetric(key("speed"))).hasValueSatisfying(event -> {
            assertThat(event.value()).isEqualTo(150);
            assertThat(event.metadata()).containsEntry("hardware", "RTX 3090");
            assertThat(event.category()).isEqualTo("performance");
        });
    }

    @Test
    void invalidMeasurement_isNotSentAndNamed() {
        assertThat(tracker.recordMetric("speed", Double.NaN, "tokens/sec", model, "performance"))
                .isInstanceOfSatisfying(NotSent.class, refused -> {
                    assertThat(refused.dropReason()).isEqualTo(DropReason.INVALID);
                    assertThat(refused.message()).contains(model + ":speed", "finite");
                });
        assertThat(tracker.getMetricHistory(key("speed"))).isEmpty();
    }

    @Test
    void checkRegression_judgesAndRecordsNothing() {
        add("speed", 150);

        MetricVerdict verdict =
                tracker.checkRegression(key("speed"), event("speed", 100, 1).build());

        assertThat(verdict.verdict()).isEqualTo(Verdict.REGRESSION);
        assertThat(verdict.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(tracker.getMetricHistory(key("speed"))).hasSize(1);
        assertThat(alerts()).isEmpty();
    }

    @Test
    void checkRegression_ofUnknownSeries_isInconclusive() {
        assertThat(tracker.checkRegression(key("speed"), event("speed", 100, 1).build())
                        .verdict())
                .isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void history_isInOrderOfTime_lateAndTwiceSentIncluded() {
        MetricEvent late = event("speed", 149, 1).build();
        tracker.addMetric(event("speed", 150, 0).build());
        tracker.addMetric(event("speed", 151, 2).build());
        tracker.addMetric(late);
        tracker.addMetric(late);

        assertThat(tracker.getMetricHistory(key("speed")))
                .extracting(MetricEvent::value)
                .containsExactly(150.0, 149.0, 151.0);
        assertThat(tracker.getPreviousMetric(key("speed")))
                .hasValueSatisfying(newest -> assertThat(newest.value()).isEqualTo(151));
    }

    @Test
    void history_keepsEveryField() {
        MetricEvent full = event("speed", 150.25, 0)
                .metadata("hardware", "RTX 3090, \"quoted\"\nline")
                .direction(Direction.HIGHER_IS_BETTER)
                .thresholdPercent(2.5)
                .samples(List.of(150.0, 150.5))
                .run(new Run("run-1", "abc123", START.minus(Duration.ofHours(1)), "main", "https://ci.example.org/1"))
                .build();
        tracker.addMetric(full);

        assertThat(tracker.getMetricHistory(key("speed"))).containsExactly(full);
    }

    @Test
    void unknownSeries_hasNeitherHistoryNorStats() {
        assertThat(tracker.getMetricHistory(key("none"))).isEmpty();
        assertThat(tracker.getPreviousMetric(key("none"))).isEmpty();
        assertThat(tracker.getHistoricalStats(key("none"))).isEmpty();
    }

    @Test
    void stats_areOfTheTenNewest_orOfTheWindowAskedFor() {
        for (int i = 1; i <= 12; i++) {
            tracker.addMetric(event("speed", 100 + i, i).build());
        }

        Summary ten = tracker.getHistoricalStats(key("speed")).orElseThrow();
        assertThat(ten).isEqualTo(Summary.of(new double[] {103, 104, 105, 106, 107, 108, 109, 110, 111, 112}));
        Summary two = tracker.getHistoricalStats(key("speed"), 2).orElseThrow();
        assertThat(two).isEqualTo(Summary.of(new double[] {111, 112}));
        assertThatThrownBy(() -> tracker.getHistoricalStats(key("speed"), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("windowSize was 0");
    }

    @Test
    void resetAlerts_endsThem_andTheNextRegressionAlertsAnew() {
        add("speed", 150);
        add("speed", 140);
        String first = alerts().get(0).alertId();

        tracker.resetAlerts();

        assertThat(alerts()).isEmpty();
        add("speed", 120);
        assertThat(alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.alertId()).isNotEqualTo(first);
            assertThat(alert.state()).isEqualTo(AlertState.OPEN);
        });
    }

    @Test
    void recovery_resolvesTheAlert() {
        add("speed", 150);
        add("speed", 140);

        add("speed", 151);

        assertThat(alerts()).isEmpty();
    }

    @Test
    void report_isTheSpecificationsMarkdown() throws Exception {
        add("speed", 150);
        add("speed", 140);

        Path report = tracker.generateReport(folder.resolve("reports"));

        assertThat(report).hasParent(folder.resolve("reports"));
        assertThat(Files.readString(report))
                .startsWith("# Performance Report\n\nGenerated on: ")
                .contains("- **WARNING**: Performance regression detected for " + model + ":speed.")
                .contains("### " + model + ":speed\n- Latest value: 140.00 tokens/sec\n");
    }

    @Test
    void csv_hasTheSpecificationsColumns() throws Exception {
        add("speed", 150);

        Path csv = tracker.exportCsv(folder.resolve("exports"));

        assertThat(csv).hasParent(folder.resolve("exports"));
        assertThat(Files.readAllLines(csv))
                .startsWith("Model Name,Metric Name,Value,Unit,Category,Timestamp,Date Time")
                .contains(model + ",speed,150.0,tokens/sec,performance,1767225600.0,2026-01-01T00:00:00");
    }

    @Test
    void loadHistoryFromFile_readsTheSpecificationsSample_once() throws Exception {
        Path file = sample("""
                {"%1$s:inference_speed": [
                  {"name": "inference_speed", "value": 150.0, "unit": "tokens/sec", "timestamp": 1697385600.0,
                   "model_name": "%1$s", "category": "performance",
                   "metadata": {"test_environment": "local", "hardware": "RTX 3090"}},
                  {"name": "inference_speed", "value": 145.0, "unit": "tokens/sec", "timestamp": 1697385700.0,
                   "model_name": "%1$s", "category": "performance", "metadata": {"baseline": true}}
                ]}""");

        tracker.loadHistoryFromFile(file);
        tracker.loadHistoryFromFile(file);

        List<MetricEvent> history = tracker.getMetricHistory(key("inference_speed"));
        assertThat(history).extracting(MetricEvent::value).containsExactly(150.0, 145.0);
        assertThat(history.get(0).timestamp()).isEqualTo("2023-10-15T16:00:00Z");
        assertThat(history.get(0).metadata())
                .containsExactly(Map.entry("hardware", "RTX 3090"), Map.entry("test_environment", "local"));
        assertThat(history.get(1).metadata()).containsExactly(Map.entry("baseline", "true"));
        assertThat(folder.resolve("sample.rejected.json")).doesNotExist();
    }

    @Test
    void loadHistoryFromFile_brokenEntries_areNamedAndKeptAside() throws Exception {
        Path file = sample("""
                {"%1$s:speed": [
                  {"name": "speed", "value": 150.0, "unit": "tokens/sec", "timestamp": 1697385600.0,
                   "model_name": "%1$s", "category": "performance"},
                  {"name": "speed", "value": "fast", "unit": "tokens/sec", "timestamp": 1697385601.0,
                   "model_name": "%1$s", "category": "performance"},
                  {"name": "speed", "value": NaN, "unit": "tokens/sec", "timestamp": 1697385602.0,
                   "model_name": "%1$s", "category": "performance"},
                  {"name": "speed", "value": 1.0, "unit": "tokens/sec",
                   "model_name": "%1$s", "category": "performance"},
                  {"name": "speed", "value": 1.0, "unit": "tokens/sec", "timestamp": 1697385604.0,
                   "model_name": "another", "category": "performance"},
                  7
                ]}""");

        tracker.loadHistoryFromFile(file);

        assertThat(tracker.getMetricHistory(key("speed")))
                .extracting(MetricEvent::value)
                .containsExactly(150.0);
        JsonNode rejected = new ObjectMapper()
                .readTree(folder.resolve("sample.rejected.json").toFile());
        assertThat(rejected.findValuesAsText("index")).containsExactly("1", "2", "3", "4", "5");
        assertThat(rejected.at("/0/file").asText()).isEqualTo("sample.json");
        assertThat(rejected.at("/0/key").asText()).isEqualTo(key("speed"));
        assertThat(rejected.at("/0/rule").asText()).isEqualTo("value was \"fast\" but it must be a number");
        assertThat(rejected.at("/1/rule").asText()).contains("NaN", "finite");
        assertThat(rejected.at("/2/rule").asText()).contains("timestamp was missing");
        assertThat(rejected.at("/3/rule").asText()).contains("entry was of another:speed", "stands under");
        assertThat(rejected.at("/4/rule").asText()).contains("entry was 7 but it must be an object");
        assertThat(rejected.at("/0/entry/value").asText()).isEqualTo("fast");
    }

    @Test
    void loadHistoryFromFile_noJson_isRefusedAsAWhole() throws Exception {
        Path file = sample("{\"%1$s:speed\": [ {\"name\": ");

        assertThatThrownBy(() -> tracker.loadHistoryFromFile(file))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("sample.json")
                .hasMessageContaining("nothing was loaded");
        assertThatThrownBy(() -> tracker.loadHistoryFromFile(folder.resolve("none.json")))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("none.json' is not there");
    }

    @Test
    void saveHistory_writesTheSpecificationsFiles_whichLoadToNothingNew() throws Exception {
        tracker.recordMetric("speed", 150, "tokens/sec", model, "performance", Map.of("hardware", "RTX 3090"));
        tracker.recordMetric("speed", 140, "tokens/sec", model, "performance");

        tracker.saveHistory();

        Path history = folder.resolve("history").resolve("metrics_history.json");
        JsonNode saved = new ObjectMapper().readTree(history.toFile()).path(key("speed"));
        assertThat(fieldsOf(saved.path(0)))
                .containsExactly("name", "value", "unit", "timestamp", "model_name", "category", "metadata");
        assertThat(saved.at("/0/metadata/hardware").asText()).isEqualTo("RTX 3090");
        JsonNode alerts = new ObjectMapper()
                .readTree(folder.resolve("history")
                        .resolve("regression_alerts.json")
                        .toFile());
        JsonNode alert = StreamSupport.stream(alerts.spliterator(), false)
                .filter(one -> one.path("model_name").asText().equals(model))
                .findFirst()
                .orElseThrow();
        assertThat(fieldsOf(alert))
                .containsExactly(
                        "metric_name",
                        "model_name",
                        "previous_value",
                        "current_value",
                        "threshold_percentage",
                        "severity",
                        "timestamp",
                        "message");
        assertThat(alert.path("severity").asText()).isEqualTo("warning");
        tracker.loadHistoryFromFile(history);
        assertThat(tracker.getMetricHistory(key("speed"))).hasSize(2);
    }

    @Test
    void exportData_survivesAFile_andImportedAgainChangesNothing() {
        add("speed", 150);
        add("speed", 140);
        tracker.resetAlerts();
        TrackerData exported = tracker.exportData();

        TrackerData read = TrackerData.read(exported.write(folder.resolve("backup.json")));
        tracker.importData(read);

        assertThat(read).isEqualTo(exported);
        assertThat(read.history().get(key("speed"))).hasSize(2);
        assertThat(read.alerts())
                .filteredOn(alert -> alert.modelName().equals(model))
                .extracting(RegressionAlert::state)
                .containsExactly(AlertState.OPEN, AlertState.RESOLVED);
        assertThat(read.commands())
                .filteredOn(command -> command.seriesKey().equals(key("speed")))
                .hasSize(1);
        assertThat(tracker.exportData()).isEqualTo(exported);
    }

    @Test
    void resultsFile_hasALineForEachOutcome() throws Exception {
        add("speed", 150);
        add("speed", 140);

        List<String> lines = Files.readAllLines(folder.resolve("results.jsonl"));

        assertThat(lines).hasSize(2);
        JsonNode second = new ObjectMapper().readTree(lines.get(1));
        assertThat(fieldsOf(second))
                .containsExactly(
                        "event_id",
                        "series_key",
                        "model_name",
                        "name",
                        "value",
                        "unit",
                        "verdict",
                        "severity",
                        "baseline",
                        "change_percent",
                        "threshold_percent",
                        "noise_percent",
                        "alert_id",
                        "timestamp",
                        "reason");
        assertThat(second.path("series_key").asText()).isEqualTo(key("speed"));
        assertThat(second.path("verdict").asText()).isEqualTo("REGRESSION");
        assertThat(second.path("severity").asText()).isEqualTo("WARNING");
        assertThat(second.path("baseline").asDouble()).isEqualTo(150);
        assertThat(second.path("noise_percent").isNull()).isTrue();
        assertThat(second.path("timestamp").asText()).isEqualTo("2026-01-01T00:01:00Z");
    }

    @Test
    void secondTracker_seesWhatTheFirstRecorded() {
        add("speed", 150);

        try (PerformanceRegressionTracker second = builder().build()) {
            second.loadHistory();
            assertThat(second.getMetricHistory(key("speed"))).hasSize(1);
            second.addMetric(event("speed", 149, 1).build());
        }

        tracker.loadHistory();
        assertThat(tracker.getMetricHistory(key("speed"))).hasSize(2);
    }

    /** Around each boundary, in both directions, with negative and zero previous values, at a threshold of 5 %. */
    @ParameterizedTest(name = "{0}: {1} -> {2} is {3}")
    @CsvSource({
        "HIGHER_IS_BETTER, 100, 95, PASS",
        "HIGHER_IS_BETTER, 100, 94.999, WARNING",
        "HIGHER_IS_BETTER, 100, 90, WARNING",
        "HIGHER_IS_BETTER, 100, 89.999, CRITICAL",
        "HIGHER_IS_BETTER, 100, 200, PASS",
        "LOWER_IS_BETTER, 100, 105, PASS",
        "LOWER_IS_BETTER, 100, 105.001, WARNING",
        "LOWER_IS_BETTER, 100, 110, WARNING",
        "LOWER_IS_BETTER, 100, 110.001, CRITICAL",
        "LOWER_IS_BETTER, 100, 50, PASS",
        "HIGHER_IS_BETTER, -100, -105, PASS",
        "HIGHER_IS_BETTER, -100, -105.001, WARNING",
        "HIGHER_IS_BETTER, -100, -110, WARNING",
        "HIGHER_IS_BETTER, -100, -110.001, CRITICAL",
        "LOWER_IS_BETTER, -100, -95, PASS",
        "LOWER_IS_BETTER, -100, -94.999, WARNING",
        "LOWER_IS_BETTER, -100, -90, WARNING",
        "LOWER_IS_BETTER, -100, -89.999, CRITICAL",
        "HIGHER_IS_BETTER, 0, 0, PASS",
        "HIGHER_IS_BETTER, 0, 1, PASS",
        "HIGHER_IS_BETTER, 0, -0.001, CRITICAL",
        "LOWER_IS_BETTER, 0, 0, PASS",
        "LOWER_IS_BETTER, 0, -1, PASS",
        "LOWER_IS_BETTER, 0, 0.001, CRITICAL",
        "UNKNOWN, 100, 1, INCONCLUSIVE"
    })
    void severity_ofAChange(Direction direction, double previous, double current, String expected) {
        String unit = direction == Direction.UNKNOWN ? "widgets" : "tokens/sec";
        Direction declared = direction == Direction.UNKNOWN ? null : direction;
        tracker.addMetric(MetricEvent.builder(model, "metric", previous, unit)
                .timestamp(START)
                .direction(declared)
                .build());

        MetricVerdict verdict = verdictOf(tracker.addMetric(MetricEvent.builder(model, "metric", current, unit)
                .timestamp(START.plusSeconds(60))
                .direction(declared)
                .build()));

        boolean regression = expected.equals("WARNING") || expected.equals("CRITICAL");
        assertThat(verdict.verdict())
                .as(verdict.toString())
                .isEqualTo(regression ? Verdict.REGRESSION : Verdict.valueOf(expected));
        assertThat(verdict.severity()).isEqualTo(regression ? Severity.valueOf(expected) : null);
        assertThat(alerts())
                .extracting(RegressionAlert::severity)
                .isEqualTo(regression ? List.of(Severity.valueOf(expected)) : List.of());
        assertThat(previous == 0 && regression ? verdict.changePercent() : null).isNull();
    }

    @Test
    void severity_ofAConfirmedChangeUnderTheThreshold_isInfo() {
        for (int i = 0; i < 70; i++) {
            double noise = (i * 7 % 11 - 5) * 0.02;
            double level = i < 40 ? 100 : 97;
            tracker.addMetric(event("steady", level + noise, i).build());
        }

        assertThat(alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.severity()).isEqualTo(Severity.INFO);
            assertThat(alert.changePercent()).isCloseTo(-3, within(0.3));
        });
    }

    private Path sample(String json) throws IOException {
        return Files.writeString(folder.resolve("sample.json"), json.formatted(model));
    }

    private static List<String> fieldsOf(JsonNode object) {
        List<String> fields = new ArrayList<>();
        object.fieldNames().forEachRemaining(fields::add);
        return fields;
    }

    private static MetricVerdict verdictOf(VerdictOutcome outcome) {
        assertThat(outcome).isInstanceOf(Received.class);
        return ((Received) outcome).verdict();
    }

    /** Records a measurement a minute after the one before and returns the verdict. */
    protected MetricVerdict add(String name, double value) {
        int minute = tracker.getMetricHistory(key(name)).size();
        VerdictOutcome outcome = tracker.addMetric(event(name, value, minute).build());
        return verdictOf(outcome);
    }

    /** Alerts of this test's model: a pipeline may hold others. */
    protected List<RegressionAlert> alerts() {
        return new ArrayList<>(tracker.getAlerts().stream()
                .filter(alert -> alert.modelName().equals(model))
                .toList());
    }

    protected PerformanceRegressionTracker tracker() {
        return tracker;
    }

    protected String key(String name) {
        return model + ":" + name;
    }

    protected MetricEventBuilder event(String name, double value, int minute) {
        return MetricEvent.builder(model, name, value, "tokens/sec").timestamp(START.plus(Duration.ofMinutes(minute)));
    }
}
