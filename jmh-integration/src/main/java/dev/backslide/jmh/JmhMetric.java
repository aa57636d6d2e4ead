package dev.backslide.jmh;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backslide.core.InvalidMetricException;
import dev.backslide.core.Text;

import java.util.List;

/**
 * A score of a result. Immutable.
 *
 * @param score finite
 * @param error half the width of the 99.9 % confidence interval; NaN where there are too few iterations for one
 * @param unit as JMH writes it
 * @param samples the values behind the score: of each fork and iteration, or of single calls in mode sample
 */
record JmhMetric(double score, double error, String unit, List<Double> samples) {

    private static final String NOTHING = "---";

    /**
     * Reads one.
     *
     * @param field where it stands
     * @throws InvalidMetricException when it has no finite score
     */
    static JmhMetric of(String field, JsonNode node) {
        JsonNode score = node.path("score");
        double value = number(score);
        if (!Double.isFinite(value)) {
            throw new InvalidMetricException(field + ".score was "
                    + (score.isMissingNode() ? "missing" : Text.quote(score.asText()))
                    + " but it must be a finite number; leave out benchmarks that failed, or measure again");
        }
        return new JmhMetric(
                value, number(node.path("scoreError")), node.path("scoreUnit").asText(""), JmhSamples.of(node));
    }

    /** Whether a profiler has text to show and no number. */
    static boolean isText(JsonNode node) {
        return node.path("scoreUnit").asText("").equals(NOTHING) && !Double.isFinite(number(node.path("score")));
    }

    /** A number, also where JMH writes it as text because JSON has no such number; NaN where it is none. */
    static double number(JsonNode node) {
        if (node.isNumber()) {
            return node.doubleValue();
        }
        return switch (node.asText("")) {
            case "+INF", "INF", "Infinity", "+Infinity" -> Double.POSITIVE_INFINITY;
            case "-INF", "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> Double.NaN;
        };
    }
}
