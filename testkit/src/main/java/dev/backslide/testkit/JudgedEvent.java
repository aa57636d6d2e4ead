package dev.backslide.testkit;

import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricVerdict;
import dev.backslide.core.Severity;
import dev.backslide.core.Verdict;
import dev.backslide.core.VerdictReason;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A measurement and the verdict on it, as a detector with a threshold of 5 % gives it. Immutable.
 *
 * @param event the measurement: 131.87 ms
 * @param verdict the answer
 */
public record JudgedEvent(MetricEvent event, MetricVerdict verdict) {

    private static final double VALUE = 131.87;
    private static final Instant TIME = Instant.parse("2026-06-01T12:00:00Z");

    /** Not worse. */
    public static JudgedEvent pass(String key) {
        return of(
                key,
                Verdict.PASS,
                null,
                1.0,
                VerdictReason.WITHIN_THRESHOLD,
                "a change of +1.00 % is within the threshold of 5 %");
    }

    /** Confirmed. */
    public static JudgedEvent regression(String key, Severity severity) {
        return of(
                key,
                Verdict.REGRESSION,
                severity,
                31.87,
                VerdictReason.BEYOND_THRESHOLD,
                "a change of +31.9 % is worse than the threshold of 5 %, lower is better");
    }

    /** Worse, and not confirmed. */
    public static JudgedEvent suspect(String key) {
        return of(
                key,
                Verdict.SUSPECT,
                Severity.WARNING,
                8.0,
                VerdictReason.UNCONFIRMED,
                "a change of +8.00 % is not confirmed");
    }

    /** Far beyond what noise explains, in one measurement. */
    public static JudgedEvent evident(String key) {
        return of(
                key,
                Verdict.SUSPECT,
                Severity.CRITICAL,
                31.87,
                VerdictReason.UNCONFIRMED,
                "a change of +31.9 % is not confirmed");
    }

    /** The first of its series. */
    public static JudgedEvent first(String key) {
        return of(
                key,
                Verdict.INCONCLUSIVE,
                null,
                null,
                VerdictReason.FIRST_MEASUREMENT,
                "first measurement of this series, nothing to compare with yet");
    }

    /** Of no direction. */
    public static JudgedEvent unjudged(String key) {
        return of(
                key,
                Verdict.INCONCLUSIVE,
                null,
                null,
                VerdictReason.UNKNOWN_DIRECTION,
                "declare a direction to have it judged");
    }

    /**
     * Any other.
     *
     * @param key {@code model:name}
     * @param change in percent, from a baseline of 100 ms; null: nothing to compare with
     */
    public static JudgedEvent of(
            String key,
            Verdict verdict,
            @Nullable Severity severity,
            @Nullable Double change,
            VerdictReason reasonCode,
            String reason) {
        int colon = key.indexOf(':');
        MetricEvent event = MetricEvent.builder(key.substring(0, colon), key.substring(colon + 1), VALUE, "ms")
                .eventId("id-" + key)
                .timestamp(TIME)
                .build();
        return new JudgedEvent(
                event,
                MetricVerdict.builder()
                        .eventId(event.eventId())
                        .seriesKey(key)
                        .verdict(verdict)
                        .severity(severity)
                        .value(VALUE)
                        .unit("ms")
                        .baseline(change == null ? null : 100.0)
                        .changePercent(change)
                        .thresholdPercent(5)
                        .noisePercent(change == null ? null : 2.5)
                        .timestamp(TIME)
                        .reasonCode(reasonCode)
                        .reason(reason)
                        .build());
    }
}
