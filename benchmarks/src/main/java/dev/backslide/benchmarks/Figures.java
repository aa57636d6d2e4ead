package dev.backslide.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The figures of a run and their table: the median over rounds, as a ratio to the reference of the same round. Not thread-safe. */
final class Figures {

    private record Key(String name, String reference, double target) {}

    private record Pair(double value, double reference) {}

    private record Limit(String name, double value, double limit) {}

    private final List<Limit> limits = new ArrayList<>();
    private final Map<Key, List<Pair>> pairs = new LinkedHashMap<>();

    /** @param target the ratio to reach; NaN: none was set */
    void add(String name, double value, String reference, double referenceValue, double target) {
        pairs.computeIfAbsent(new Key(name, reference, target), key -> new ArrayList<>())
                .add(new Pair(value, referenceValue));
    }

    /** A figure that has a limit instead of a reference. NaN: none was set. */
    void addLimit(String name, double value, double limit) {
        limits.add(new Limit(name, value, limit));
    }

    void print(PrintStream out) {
        out.printf(
                Locale.ROOT,
                "%-44s %14s  %-34s %14s %8s  %s%n",
                "figure",
                "value",
                "reference",
                "value",
                "ratio",
                "target");
        pairs.forEach((key, rounds) -> {
            double ratio = median(rounds.stream()
                    .mapToDouble(pair -> pair.value() / pair.reference())
                    .toArray());
            out.printf(
                    Locale.ROOT,
                    "%-44s %,14.1f  %-34s %,14.1f %8.2f  %s%n",
                    key.name(),
                    median(rounds.stream().mapToDouble(Pair::value).toArray()),
                    key.reference(),
                    median(rounds.stream().mapToDouble(Pair::reference).toArray()),
                    ratio,
                    Double.isNaN(key.target()) ? "" : "%.2f".formatted(key.target()));
        });
        for (Limit limit : limits) {
            out.printf(
                    Locale.ROOT,
                    "%-44s %,14.1f  %s%n",
                    limit.name(),
                    limit.value(),
                    Double.isNaN(limit.limit()) ? "" : "at most %,.0f".formatted(limit.limit()));
        }
    }

    static double median(double[] values) {
        Arrays.sort(values);
        int n = values.length;
        return n % 2 == 1 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
    }
}
