package dev.backslide.core.detection.evaluation;

import dev.backslide.core.MetricVerdict;
import dev.backslide.core.RegressionAlert;

/**
 * An alert that one of two compared policies raises. Immutable.
 *
 * @param seriesId as its file has it
 * @param index of the measurement after which it was raised
 * @param changePoint index of the first measurement of the new level
 * @param alert as raised
 * @param other what the other policy said of the same measurement
 * @since 0.1
 */
public record ComparedAlert(String seriesId, long index, long changePoint, RegressionAlert alert, MetricVerdict other) {

    /** Whether the value rose. */
    public boolean up() {
        return alert.currentValue() > alert.previousValue();
    }

    /** Whether the other policy has an alert open already, and so raises no second one. */
    public boolean isOtherOpen() {
        return other.alertId() != null;
    }
}
