package dev.backslide.sink.http;

import dev.backslide.sink.settings.MonitoringSettings;
import dev.backslide.sink.store.row.AlertCount;
import io.prometheus.metrics.model.snapshots.Labels;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AlertLabelsTest {

    @Test
    void of_moreMetricsThanTold_countsTheRestTogether() {
        List<AlertCount> counts = IntStream.range(0, 1_000)
                .mapToObj(i -> new AlertCount("critical", "open", "m", "n" + i, 2))
                .toList();

        var labelled = new AlertLabels(new MonitoringSettings(true, 10)).of(counts);

        assertThat(labelled).hasSize(11);
        assertThat(labelled)
                .containsEntry(Labels.of("severity", "critical", "state", "open", "model", "m", "metric", "n0"), 2L)
                .containsEntry(
                        Labels.of("severity", "critical", "state", "open", "model", "other", "metric", "other"),
                        1_980L);
    }

    @Test
    void of_toldMetric_keepsItsNameInEveryState() {
        var labelled = new AlertLabels(new MonitoringSettings(true, 1))
                .of(List.of(
                        new AlertCount("critical", "open", "m", "a", 1),
                        new AlertCount("warning", "open", "m", "b", 1),
                        new AlertCount("warning", "snoozed", "m", "a", 1)));

        assertThat(labelled.keySet().stream().map(labels -> labels.get("metric")))
                .containsExactly("a", "other", "a");
    }

    @Test
    void of_withoutMetrics_countsBySeverityAndState() {
        var labelled = new AlertLabels(new MonitoringSettings(false, 10))
                .of(List.of(
                        new AlertCount("critical", "open", "m", "a", 1),
                        new AlertCount("critical", "open", "m", "b", 3)));

        assertThat(labelled).containsOnly(java.util.Map.entry(Labels.of("severity", "critical", "state", "open"), 4L));
    }

    @Test
    void of_namesThatBreakARule_areCountedAsTheyAre() {
        var labelled = new AlertLabels(MonitoringSettings.DEFAULT)
                .of(List.of(
                        new AlertCount("critical", "open", "m", "two\nlines", 1),
                        new AlertCount("critical", "open", "", "", 1)));

        assertThat(labelled.keySet().stream().map(labels -> labels.get("metric")))
                .containsExactly("two\nlines", "");
    }

    @Test
    void maxMetrics_outOfRange_isRefused() {
        assertThatThrownBy(() -> new MonitoringSettings(true, 0))
                .hasMessage("max metrics was '0' but it must be a whole number from 1 to 10000");
    }
}
