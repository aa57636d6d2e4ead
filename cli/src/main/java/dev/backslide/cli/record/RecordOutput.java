package dev.backslide.cli.record;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backslide.cli.context.CliContext;
import dev.backslide.cli.context.CommandFailure;
import dev.backslide.cli.context.ExitCode;
import dev.backslide.cli.output.Json;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricVerdict;
import dev.backslide.core.Severity;
import dev.backslide.core.report.PlainNumber;
import dev.backslide.core.report.TextTable;
import dev.backslide.gate.Gate;
import dev.backslide.gate.GateRule;
import dev.backslide.sdk.VerdictOutcome;
import dev.backslide.sdk.VerdictOutcome.NoneCame;
import dev.backslide.sdk.VerdictOutcome.NotSent;
import dev.backslide.sdk.VerdictOutcome.Received;
import dev.backslide.sdk.tracker.MeasurementResult;

import java.util.List;
import java.util.Locale;

/**
 * Tells what became of a recorded measurement, and gives the exit code for it. Immutable.
 *
 * @param context where to print
 * @param json whether as JSON
 * @param failOnRegression whether a regression is exit code 2
 */
record RecordOutput(CliContext context, boolean json, boolean failOnRegression) {

    /**
     * Nobody waits for a verdict.
     *
     * @param series key of its series, which tells it from others of its name
     */
    int recorded(String series, MetricEvent event) {
        print("recorded " + measurement(series, event), toJson(event).put("recorded", true));
        return ExitCode.OK;
    }

    /** Somebody waited. */
    int outcome(MetricEvent event, VerdictOutcome outcome) {
        if (outcome instanceof NotSent notSent) {
            throw new CommandFailure(notSent.message());
        }
        if (outcome instanceof Received received) {
            MetricVerdict verdict = received.verdict();
            Severity severity = verdict.severity();
            String label = verdict.verdict() + (severity == null ? "" : " (" + severity.label() + ")");
            print(
                    label + "  " + measurement(verdict.seriesKey(), event) + ": " + verdict.reason(),
                    toJson(event, verdict));
        } else {
            String reason = ((NoneCame) outcome).reason();
            print(
                    "INCONCLUSIVE  " + measurement(event) + ": " + reason,
                    toJson(event)
                            .put("verdict", "INCONCLUSIVE")
                            .putNull("reason_code")
                            .put("reason", reason));
        }
        return Gate.outcome(List.of(MeasurementResult.of(event, outcome)), List.of(), GateRule.of(failOnRegression))
                .exitCode();
    }

    private void print(String text, ObjectNode node) {
        context.out().println(json ? Json.pretty(node) : TextTable.printable(text));
    }

    private static String measurement(MetricEvent event) {
        return measurement(event.metricKey().toString(), event);
    }

    private static String measurement(String key, MetricEvent event) {
        return key + " = " + PlainNumber.of(event.value()) + (event.unit().isEmpty() ? "" : " " + event.unit());
    }

    /** What became of a measurement that somebody waited for, as JSON. */
    static ObjectNode toJson(MetricEvent event, VerdictOutcome outcome) {
        if (outcome instanceof Received received) {
            return toJson(event, received.verdict());
        }
        String reason = outcome instanceof NoneCame none ? none.reason() : ((NotSent) outcome).message();
        return toJson(event).putNull("verdict").putNull("reason_code").put("reason", reason);
    }

    /** A measurement that nobody waits for, as JSON. */
    static ObjectNode toJson(MetricEvent event) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("event_id", event.eventId())
                .put("model_name", event.modelName())
                .put("name", event.name())
                .put("value", event.value())
                .put("unit", event.unit());
    }

    private static ObjectNode toJson(MetricEvent event, MetricVerdict verdict) {
        Severity severity = verdict.severity();
        return toJson(event)
                .put("verdict", verdict.verdict().name())
                .put("severity", severity == null ? null : severity.label())
                .put("series_key", verdict.seriesKey())
                .put("direction", verdict.direction().name().toLowerCase(Locale.ROOT))
                .put("baseline", verdict.baseline())
                .put("change_percent", verdict.changePercent())
                .put("threshold_percent", verdict.thresholdPercent())
                .put("noise_percent", verdict.noisePercent())
                .put("noise", verdict.noise())
                .put("alert_id", verdict.alertId())
                .put("reason_code", verdict.reasonCode().name())
                .put("reason", verdict.reason());
    }
}
