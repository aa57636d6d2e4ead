package dev.backslide.sdk.internal.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backslide.core.Severity;
import dev.backslide.core.Verdict;
import dev.backslide.core.VerdictReason;
import dev.backslide.sdk.tracker.MeasurementResult;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Locale;

/** The shape of a measurement's result, in results files and in a gate's report. Stateless. */
public final class ResultJson {

    private ResultJson() {}

    /** @throws IllegalArgumentException when it is no result of a measurement */
    public static MeasurementResult parse(JsonNode node) {
        String verdict = text(node, "verdict");
        String severity = text(node, "severity");
        String model = required(node, "model_name");
        String name = required(node, "name");
        String seriesKey = text(node, "series_key");
        return new MeasurementResult(
                required(node, "event_id"),
                seriesKey == null ? model + ":" + name : seriesKey,
                model,
                name,
                requiredNumber(node, "value"),
                node.path("unit").asText(""),
                verdict == null ? null : Verdict.valueOf(verdict.toUpperCase(Locale.ROOT)),
                severity == null ? null : Severity.valueOf(severity.toUpperCase(Locale.ROOT)),
                number(node, "baseline"),
                number(node, "change_percent"),
                number(node, "threshold_percent"),
                number(node, "noise_percent"),
                number(node, "noise"),
                text(node, "alert_id"),
                node.path("timestamp").asText(""),
                verdict == null ? null : reasonCode(node),
                node.path("reason").asText(""));
    }

    /** All fields, also those without a value: a reader need not guess what a missing one means. */
    public static ObjectNode toJson(MeasurementResult measured) {
        Verdict verdict = measured.verdict();
        Severity severity = measured.severity();
        VerdictReason reasonCode = measured.reasonCode();
        return JsonNodeFactory.instance
                .objectNode()
                .put("event_id", measured.eventId())
                .put("series_key", measured.seriesKey())
                .put("model_name", measured.modelName())
                .put("name", measured.name())
                .put("value", measured.value())
                .put("unit", measured.unit())
                .put("verdict", verdict == null ? null : verdict.name())
                .put("severity", severity == null ? null : severity.label())
                .put("baseline", measured.baseline())
                .put("change_percent", measured.changePercent())
                .put("threshold_percent", measured.thresholdPercent())
                .put("noise_percent", measured.noisePercent())
                .put("noise", measured.noise())
                .put("alert_id", measured.alertId())
                .put("timestamp", measured.timestamp())
                .put("reason_code", reasonCode == null ? null : reasonCode.name())
                .put("reason", measured.reason());
    }

    /** A tracker of another version may know others, or none. */
    private static VerdictReason reasonCode(JsonNode node) {
        String code = text(node, "reason_code");
        return Arrays.stream(VerdictReason.values())
                .filter(known -> known.name().equals(code))
                .findFirst()
                .orElse(VerdictReason.UNKNOWN);
    }

    private static String required(JsonNode node, String field) {
        String text = text(node, field);
        if (text == null) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return text;
    }

    private static double requiredNumber(JsonNode node, String field) {
        Double number = number(node, field);
        if (number == null) {
            throw new IllegalArgumentException(field + " is not a number");
        }
        return number;
    }

    private static @Nullable String text(JsonNode node, String field) {
        JsonNode value = node.get(field);
        return value == null || value.isNull() ? null : value.asText();
    }

    private static @Nullable Double number(JsonNode node, String field) {
        JsonNode value = node.get(field);
        return value == null || !value.isNumber() ? null : value.asDouble();
    }
}
