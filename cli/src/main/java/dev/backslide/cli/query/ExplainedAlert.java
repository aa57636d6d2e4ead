package dev.backslide.cli.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backslide.cli.store.AlertStore;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.SeriesKey;
import dev.backslide.core.detection.explain.Explanation;
import dev.backslide.core.detection.explain.ExplanationLine;
import dev.backslide.core.report.PlainNumber;
import dev.backslide.core.report.PythonFormat;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The alert of an explained series as it is, beside the one that this configuration would raise from the same history. They differ where
 * the policy has changed, or a person has closed it. Immutable.
 *
 * @param actual the open alert as the store has it; null: none is open
 * @param explanation of the history, judged again
 */
record ExplainedAlert(@Nullable JsonNode actual, Explanation explanation) {

    /** The topic of the line about the alert. */
    private static final String TOPIC = "alert";

    private static final int MOST_OPEN = 10_000;

    static ExplainedAlert of(AlertStore store, SeriesKey series, Explanation explanation) {
        for (JsonNode alert : store.alerts("open", null, MOST_OPEN).path("alerts")) {
            if (alert.path("series_key").asText().equals(series.toString())) {
                return new ExplainedAlert(alert, explanation);
            }
        }
        return new ExplainedAlert(null, explanation);
    }

    /** The lines of the explanation, which tell of the alert as it is, and beside it of what would be where that differs. */
    List<ExplanationLine> lines() {
        List<ExplanationLine> lines = new ArrayList<>();
        for (ExplanationLine line : explanation.lines()) {
            if (!line.topic().equals(TOPIC) || isAsExplained()) {
                lines.add(line);
            } else {
                lines.add(new ExplanationLine(TOPIC, actual == null ? "none is open" : text(actual)));
                lines.add(new ExplanationLine("would be", line.text() + ", judged again by this configuration"));
            }
        }
        return lines;
    }

    /** The open alert as it is. */
    @Nullable
    ObjectNode toJson() {
        JsonNode alert = actual;
        if (alert == null) {
            return null;
        }
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        for (String field : List.of(
                "alert_id",
                "state",
                "severity",
                "opened_at",
                "first_bad_commit",
                "previous_value",
                "current_value",
                "reason_code",
                "reason")) {
            node.set(field, alert.path(field));
        }
        return node;
    }

    private boolean isAsExplained() {
        RegressionAlert judged = explanation.openAlert();
        JsonNode alert = actual;
        if (alert == null || judged == null) {
            return alert == null && judged == null;
        }
        return alert.path("opened_at").asText().equals(PythonFormat.isoformat(judged.openedAt()))
                && alert.path("severity").asText().equals(judged.severity().label())
                && alert.path("state").asText().equals(judged.state().name().toLowerCase(Locale.ROOT));
    }

    private static String text(JsonNode alert) {
        String commit = alert.path("first_bad_commit").asText("");
        String unit = alert.path("unit").asText("");
        return alert.path("severity").asText() + ", " + alert.path("state").asText() + " since "
                + alert.path("opened_at").asText() + (commit.isEmpty() ? "" : " (commit " + commit + ")") + ", from "
                + PlainNumber.of(alert.path("previous_value").asDouble()) + " to "
                + PlainNumber.of(alert.path("current_value").asDouble()) + (unit.isEmpty() ? "" : " " + unit);
    }
}
