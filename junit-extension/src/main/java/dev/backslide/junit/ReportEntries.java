package dev.backslide.junit;

import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricVerdict;
import dev.backslide.core.Severity;
import dev.backslide.core.report.PythonFormat;
import dev.backslide.sdk.VerdictOutcome;
import dev.backslide.sdk.VerdictOutcome.NoneCame;
import dev.backslide.sdk.VerdictOutcome.NotSent;
import dev.backslide.sdk.VerdictOutcome.Received;

import java.util.LinkedHashMap;
import java.util.Map;

/** What JUnit's reports are told of a measurement. Stateless. */
final class ReportEntries {

    private ReportEntries() {}

    static Map<String, String> of(MetricEvent metric, VerdictOutcome outcome) {
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put("performance.metric", metric.metricKey().toString());
        entries.put("performance.value", PythonFormat.repr(metric.value()));
        put(entries, "performance.unit", metric.unit());
        if (outcome instanceof Received received) {
            add(entries, received.verdict());
        } else if (outcome instanceof NoneCame none) {
            entries.put("performance.verdict", "none");
            put(entries, "performance.reason", none.reason());
        } else if (outcome instanceof NotSent notSent) {
            entries.put("performance.verdict", "none");
            put(entries, "performance.reason", notSent.message());
        }
        return entries;
    }

    private static void add(Map<String, String> entries, MetricVerdict verdict) {
        entries.put("performance.verdict", verdict.verdict().name());
        Severity severity = verdict.severity();
        if (severity != null) {
            entries.put("performance.severity", severity.label());
        }
        Double change = verdict.changePercent();
        if (change != null) {
            entries.put("performance.change_percent", PythonFormat.signedFixed2(change));
        }
        entries.put("performance.threshold_percent", PythonFormat.repr(verdict.thresholdPercent()));
        entries.put("performance.reason_code", verdict.reasonCode().name());
        put(entries, "performance.reason", verdict.reason());
    }

    /** JUnit takes no empty values. */
    private static void put(Map<String, String> entries, String key, String value) {
        if (!value.isBlank()) {
            entries.put(key, value);
        }
    }
}
