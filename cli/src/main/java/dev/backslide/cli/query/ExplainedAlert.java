package dev.backslide.cli.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backslide.cli.output.Json;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.SeriesKey;
import dev.backslide.core.detection.explain.Explanation;
import dev.backslide.core.detection.explain.ExplanationLine;
import dev.backslide.core.report.PlainNumber;
import dev.backslide.core.report.PythonFormat;
import dev.backslide.core.store.AlertFilter;
import dev.backslide.core.store.AlertStore;
import dev.backslide.schemas.internal.JsonShapes;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * The alert of an explained series as it is, beside the one that this configuration would raise from the same history. They differ where
 * the policy has changed, or a person has closed it. Immutable.
 *
 * @param actual the open alert as the store has it; null: none is open
 * @param explanation of the history, judged again
 */
record ExplainedAlert(@Nullable RegressionAlert actual, Explanation explanation) {

    /** The topic of the line about the alert. */
    private static final String TOPIC = "alert";

    private static final int MOST_OPEN = 10_000;

    static ExplainedAlert of(AlertStore store, SeriesKey series, Explanation explanation) {
        for (RegressionAlert alert :
                store.alerts(AlertFilter.OPEN, MOST_OPEN, 0).items()) {
            if (alert.seriesKey().equals(series.toString())) {
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
        RegressionAlert open = actual;
        if (open == null) {
            return null;
        }
        JsonNode alert = Json.written(json -> JsonShapes.detailedAlert(json, open));
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
        RegressionAlert alert = actual;
        if (alert == null || judged == null) {
            return alert == null && judged == null;
        }
        return PythonFormat.isoformat(alert.openedAt()).equals(PythonFormat.isoformat(judged.openedAt()))
                && alert.severity() == judged.severity()
                && alert.state() == judged.state();
    }

    private static String text(RegressionAlert alert) {
        String commit = Objects.requireNonNullElse(alert.firstBadCommit(), "");
        String unit = alert.unit();
        return alert.severity().label() + ", " + alert.state().name().toLowerCase(Locale.ROOT) + " since "
                + PythonFormat.isoformat(alert.openedAt()) + (commit.isEmpty() ? "" : " (commit " + commit + ")")
                + ", from "
                + PlainNumber.of(alert.previousValue()) + " to "
                + PlainNumber.of(alert.currentValue()) + (unit.isEmpty() ? "" : " " + unit);
    }
}
