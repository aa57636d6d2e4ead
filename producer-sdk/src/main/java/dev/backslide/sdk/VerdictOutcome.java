package dev.backslide.sdk;

import dev.backslide.core.MetricVerdict;

import java.time.Duration;

/**
 * The outcome for a caller that waited for a verdict. Immutable.
 *
 * @since 0.1
 */
public sealed interface VerdictOutcome {

    /**
     * The verdict came.
     *
     * @param verdict the answer
     * @param waited since the call
     */
    record Received(MetricVerdict verdict, Duration waited) implements VerdictOutcome {}

    /**
     * No verdict came. The measurement itself is not lost, unless it is counted as dropped later.
     *
     * @param delivered whether the broker has the measurement
     * @param reason the cause and the next step
     * @param waited since the call
     */
    record NoneCame(boolean delivered, String reason, Duration waited) implements VerdictOutcome {}

    /**
     * The measurement was not sent.
     *
     * @param dropReason as counted
     * @param message offender, rule and next step
     */
    record NotSent(DropReason dropReason, String message) implements VerdictOutcome {}
}
