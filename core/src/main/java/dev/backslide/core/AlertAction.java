package dev.backslide.core;

import java.util.Locale;

/**
 * An action of a person on an alert or a series. Immutable.
 *
 * @since 0.1
 */
public enum AlertAction {
    /** Acknowledge an alert: it stays open; people are notified again only if its severity rises. */
    ACKNOWLEDGE,
    /** Keep an alert quiet until a time. */
    SNOOZE,
    /** Accept the new level: the alert is closed, and a pinned baseline moves to that level. */
    EXPECT,
    /** Close an alert without a judgement. */
    RESET,
    /** Pin the baseline of a series. */
    SET_BASELINE,
    /** Unpin the baseline of a series. */
    CLEAR_BASELINE;

    /** Lower case with a hyphen, e.g. {@code set-baseline}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it is about the series and not about one of its alerts. */
    public boolean isAboutSeries() {
        return this == SET_BASELINE || this == CLEAR_BASELINE;
    }
}
