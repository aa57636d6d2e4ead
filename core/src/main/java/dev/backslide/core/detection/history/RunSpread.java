package dev.backslide.core.detection.history;

import dev.backslide.core.MetricEvent;
import dev.backslide.core.detection.changepoint.SampleNoise;
import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.List;

/**
 * What the values within one run tell of how far its summary can be off by chance. Samples of a run share its machine and its warm-up,
 * so this bounds the noise from below only: two runs usually differ by more. Immutable.
 *
 * @param samples how many values there were, at least 2; 0: none, the producer gave the error of the summary alone
 * @param error standard error of the summary; without samples half the width of its confidence interval; in the metric's unit, at least 0
 * @param lowest smallest of the samples, in the metric's unit; without samples the measurement
 * @param highest largest of the samples, likewise
 * @since 0.1
 */
public record RunSpread(int samples, double error, double lowest, double highest) {

    private static final int MIN_SAMPLES = 2;

    /** The spread of one run; null: the event says nothing about it. */
    public static @Nullable RunSpread of(MetricEvent event) {
        List<Double> samples = event.samples();
        if (samples.size() >= MIN_SAMPLES) {
            return new RunSpread(
                    samples.size(),
                    SampleNoise.standardError(samples),
                    Collections.min(samples),
                    Collections.max(samples));
        }
        Double error = event.error();
        return error == null ? null : new RunSpread(0, error, event.value(), event.value());
    }

    /** The values that {@link #lowest} and {@link #highest} stand for. */
    public int values() {
        return Math.max(1, samples);
    }

    /** The largest difference between this run and a level that chance explains, in the metric's unit. */
    public double explained() {
        return samples == 0 ? error : finite(SampleNoise.limit(samples - 1) * error);
    }

    /** The largest difference between two runs that chance explains: their errors add as squares. */
    public double explained(RunSpread other) {
        if (samples == 0 || other.samples == 0) {
            return finite(Math.hypot(explained(), other.explained()));
        }
        double together = Math.hypot(error, other.error);
        return finite(together == 0 ? 0 : SampleNoise.limit(degreesOfFreedom(other, together)) * together);
    }

    /** Welch (1947), as Satterthwaite has it: {@code (a + b)² / (a² / (m − 1) + b² / (n − 1))} with a and b the squared errors, rounded down. */
    private int degreesOfFreedom(RunSpread other, double together) {
        double a = error / together * (error / together);
        double b = other.error / together * (other.error / together);
        return (int) (1 / (a * a / (samples - 1) + b * b / (other.samples - 1)) + 1e-9);
    }

    private static double finite(double explained) {
        return Math.min(Double.MAX_VALUE, explained);
    }
}
