package dev.backslide.cli.backtest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backslide.core.detection.evaluation.GateScore;
import dev.backslide.core.detection.evaluation.GateScorer;
import dev.backslide.core.detection.evaluation.SeriesLabels;
import dev.backslide.core.report.PercentText;
import dev.backslide.core.report.PlainNumber;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What the gate's first answers are worth against labels. Not thread-safe. */
final class GateBoard {

    private final Map<String, SeriesLabels> labels;
    private final double thresholdPercent;
    private final Map<String, GateScorer> scorers = new HashMap<>();

    /** @param labels by series id; series without any are not scored */
    GateBoard(Map<String, SeriesLabels> labels, double thresholdPercent) {
        this.labels = labels;
        this.thresholdPercent = thresholdPercent;
    }

    void measurement(String seriesId, double value) {
        SeriesLabels truth = labels.get(seriesId);
        if (truth != null) {
            scorers.computeIfAbsent(seriesId, id -> new GateScorer(truth, thresholdPercent))
                    .next(value);
        }
    }

    String line() {
        GateScore score = score();
        String large = "%,d of %,d steps of at least %s noise standard deviations suspected at their first measurement"
                .formatted(score.marked(), score.large(), PlainNumber.of(GateScorer.LARGE));
        return "gate at " + PercentText.of(thresholdPercent) + ": " + large
                + (score.large() == 0 ? "" : " (%.1f %%)".formatted(100 * score.markedShare()))
                + String.format(
                        Locale.ROOT,
                        ", %.2f false suspects per 1,000 stable measurements, %.2f of them beyond doubt",
                        score.falseSuspectsPerThousand(),
                        score.falseEvidentPerThousand());
    }

    ObjectNode json() {
        GateScore score = score();
        return JsonNodeFactory.instance
                .objectNode()
                .put("threshold_percent", thresholdPercent)
                .put("large_changes", score.large())
                .put("marked_at_first_measurement", score.marked())
                .put("stable", score.stable())
                .put("false_suspects", score.suspects())
                .put("false_evident", score.evident());
    }

    private GateScore score() {
        return scorers.values().stream().map(GateScorer::score).reduce(GateScore.NONE, GateScore::plus);
    }
}
