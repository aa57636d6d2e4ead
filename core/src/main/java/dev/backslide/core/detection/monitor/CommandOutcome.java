package dev.backslide.core.detection.monitor;

import dev.backslide.core.RegressionAlert;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What a command did to its series. Immutable.
 *
 * @param alerts changes of state, in order
 * @param memoryChanged whether {@link SeriesMonitor#memory} must be kept anew
 * @param refusal why nothing was done: offender, rule and next step; null: it was done, or had been done before
 * @since 0.1
 */
public record CommandOutcome(
        List<RegressionAlert> alerts,
        boolean memoryChanged,
        @Nullable String refusal) {

    static final CommandOutcome NOTHING_NEW = new CommandOutcome(List.of(), false, null);

    static CommandOutcome refused(String why) {
        return new CommandOutcome(List.of(), false, why);
    }

    static CommandOutcome of(RegressionAlert alert) {
        return new CommandOutcome(List.of(alert), true, null);
    }
}
