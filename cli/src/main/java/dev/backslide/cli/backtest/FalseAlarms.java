package dev.backslide.cli.backtest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backslide.core.detection.evaluation.StabilityCheck;
import dev.backslide.core.report.PlainNumber;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * How many false alarms an A/A check leads to expect. Immutable.
 *
 * @param found on all series
 * @param perSeriesAndYear measurements of an average series in a year; NaN: not known
 */
record FalseAlarms(StabilityCheck.Result found, double perSeriesAndYear) {

    /** No event in n trials: with 95 % confidence the rate is below 3/n. */
    private static final double RULE_OF_THREE = 3;

    private static final int DIGITS = 3;

    /** Per 1,000 measurements; where none was seen, the limit that it is below. */
    double perThousand() {
        return 1_000.0 * (found.alerts() == 0 ? RULE_OF_THREE : (double) found.alerts()) / found.measurements();
    }

    double perYear() {
        return perThousand() / 1_000 * perSeriesAndYear;
    }

    String perThousandText() {
        return text(perThousand());
    }

    String perYearText() {
        return Double.isFinite(perYear()) ? text(perYear()) : "-";
    }

    private String text(double rate) {
        return (found.alerts() == 0 ? "< " : "") + PlainNumber.of(rounded(rate));
    }

    /** To as many digits as an estimate has. */
    private static double rounded(double rate) {
        return BigDecimal.valueOf(rate).round(new MathContext(DIGITS)).doubleValue();
    }

    void json(ObjectNode node) {
        node.put("false_alarms", found.alerts())
                .put("watched", found.measurements())
                .put("per_1000", found.measurements() == 0 ? null : found.falseAlarmsPerThousand())
                .put("per_1000_at_most", found.alerts() == 0 && found.measurements() > 0 ? perThousand() : null)
                .put(
                        "per_series_and_year",
                        Double.isFinite(perSeriesAndYear) && found.measurements() > 0
                                ? found.falseAlarmsPerThousand() / 1_000 * perSeriesAndYear
                                : null);
    }
}
