package dev.backslide.core.store;

import dev.backslide.core.RegressionAlert;

import java.util.OptionalDouble;

/**
 * What somebody can do about alerts and baselines. It has taken effect when a method returns. Every implementation is thread-safe. What
 * cannot be done is a {@link StoreRequestException}.
 *
 * @since 0.1
 */
public interface AlertActions {

    /**
     * Acknowledges, snoozes or expects an alert.
     *
     * @param id its id, or the start of it where that names one alone
     * @return the alert as it is then
     */
    RegressionAlert handle(String id, AlertActionRequest request);

    /** Closes every open alert; returns how many. */
    long resetAlerts(AlertActionRequest request);

    /**
     * Pins or unpins the baseline of a series.
     *
     * @param key canonical text of a series key
     * @return the baseline as it is then; empty: none is pinned
     */
    OptionalDouble pin(String key, AlertActionRequest request);
}
