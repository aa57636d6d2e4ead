package dev.backslide.jmh;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The values behind a score, as many as an event may carry. Stateless. */
final class JmhSamples {

    /** As many as an event may carry. */
    static final int MAX = 10_000;

    /** The most calls that a number can count exactly; no count of calls is larger. */
    private static final double MAX_COUNT = 1L << 53;

    private JmhSamples() {}

    /** From {@code rawData[fork][iteration]}, else from {@code rawDataHistogram[fork][iteration][value, count]}. */
    static List<Double> of(JsonNode metric) {
        JsonNode raw = metric.path("rawData");
        return raw.isArray() ? flat(raw) : expanded(metric.path("rawDataHistogram"));
    }

    private static List<Double> flat(JsonNode raw) {
        List<Double> values = new ArrayList<>();
        for (JsonNode fork : raw) {
            for (JsonNode iteration : fork) {
                double value = JmhMetric.number(iteration);
                if (Double.isFinite(value)) {
                    values.add(value);
                }
            }
        }
        return values.size() <= MAX
                ? values
                : IntStream.range(0, MAX)
                        .mapToObj(i -> values.get((int) ((long) i * values.size() / MAX)))
                        .toList();
    }

    /** In ascending order; of more calls than an event may carry, so many quantiles at even distances. */
    private static List<Double> expanded(JsonNode histogram) {
        TreeMap<Double, Double> counts = new TreeMap<>();
        for (JsonNode fork : histogram) {
            for (JsonNode iteration : fork) {
                for (JsonNode bucket : iteration) {
                    double value = JmhMetric.number(bucket.path(0));
                    double count = JmhMetric.number(bucket.path(1));
                    if (Double.isFinite(value) && count >= 1 && count <= MAX_COUNT) {
                        counts.merge(value, count, Double::sum);
                    }
                }
            }
        }
        double total = counts.values().stream().mapToDouble(Double::doubleValue).sum();
        int size = (int) Math.min(MAX, total);
        List<Double> values = new ArrayList<>(size);
        double passed = 0;
        for (Map.Entry<Double, Double> bucket : counts.entrySet()) {
            passed += bucket.getValue();
            while (values.size() < size && (values.size() + 0.5) * total / size < passed) {
                values.add(bucket.getKey());
            }
        }
        return values;
    }
}
