package dev.backslide.sdk.tracker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.backslide.core.AlertState;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.RegressionAlert;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What every tracker writes to files and reads from them. */
abstract class TrackerFilesContract extends TrackerSeverityContract {

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
        assertThat(rejected.at("/3/rule").asText()).contains("entry was of another:speed", "listed under");
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
                .hasMessageContaining("none.json' does not exist");
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
                        "noise",
                        "alert_id",
                        "timestamp",
                        "reason_code",
                        "reason");
        assertThat(second.path("series_key").asText()).isEqualTo(key("speed"));
        assertThat(second.path("verdict").asText()).isEqualTo("REGRESSION");
        assertThat(second.path("severity").asText()).isEqualTo("WARNING");
        assertThat(second.path("reason_code").asText()).isEqualTo("BEYOND_THRESHOLD");
        assertThat(second.path("baseline").asDouble()).isEqualTo(150);
        assertThat(second.path("noise_percent").isNull()).isTrue();
        assertThat(second.path("timestamp").asText()).isEqualTo("2026-01-01T00:01:00Z");
    }

    @Test
    void resultsFile_hasALineForARefusedMeasurement() throws Exception {
        tracker.recordMetric("speed", Double.NaN, "tokens/sec", "model", "performance");

        List<String> lines = Files.readAllLines(folder.resolve("results.jsonl"));

        assertThat(lines).hasSize(1);
        JsonNode refused = new ObjectMapper().readTree(lines.get(0));
        assertThat(refused.path("name").asText()).isEqualTo("speed");
        assertThat(refused.path("value").isNull()).isTrue();
        assertThat(refused.path("reason").asText()).contains("NaN");
    }

    @Test
    void report_isTheSpecificationsMarkdown() throws Exception {
        add("speed", 150);
        add("speed", 140);

        Path report = tracker.generateReport(folder.resolve("reports"));

        assertThat(report).hasParent(folder.resolve("reports"));
        assertThat(folder.resolve("reports").resolve("performance_report.html"))
                .content()
                .contains(model + ":speed", "<svg");
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

    private Path sample(String json) throws IOException {
        return Files.writeString(folder.resolve("sample.json"), json.formatted(model));
    }

    private static List<String> fieldsOf(JsonNode object) {
        List<String> fields = new ArrayList<>();
        object.fieldNames().forEachRemaining(fields::add);
        return fields;
    }
}
