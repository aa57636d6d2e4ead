package dev.backslide.core.detection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * An A/A check: how many false alarms to expect on a user's own data. Stretches in which the detector saw no change are shuffled,
 * which removes every change that may be left, and watched again; each alert is then false by construction. Shuffling
 * also removes autocorrelation, so a series that wanders can do worse. Deterministic for a seed. Thread-safe.
 */
public final class StabilityCheck {

    /** Shortest stretch that is used, in measurements. */
    public static final int MIN_STRETCH = 50;

    private final Supplier<? extends LevelChangeDetector> detectors;
    private final int shuffles;
    private final long seed;

    /**
     * @param detectors makes a detector
     * @param shuffles how often each stretch is shuffled, at least 1
     * @param seed of the shuffles
     */
    public StabilityCheck(Supplier<? extends LevelChangeDetector> detectors, int shuffles, long seed) {
        if (shuffles < 1) {
            throw new IllegalArgumentException("shuffles was " + shuffles + " but must be at least 1");
        }
        this.detectors = detectors;
        this.shuffles = shuffles;
        this.seed = seed;
    }

    /**
     * What the check found. Immutable.
     *
     * @param alerts raised on shuffled stretches, all of them false
     * @param measurements that were watched
     */
    public record Result(long alerts, long measurements) {

        /** False alarms per 1,000 stable measurements, NaN if no stretch was long enough. */
        public double falseAlarmsPerThousand() {
            return measurements == 0 ? Double.NaN : 1000.0 * alerts / measurements;
        }

        /** Both results together. */
        public Result plus(Result other) {
            return new Result(alerts + other.alerts, measurements + other.measurements);
        }
    }

    /** Checks one series. */
    public Result check(double[] values) {
        SplittableRandom random = new SplittableRandom(seed);
        long alerts = 0;
        long measurements = 0;
        for (Zone stretch : stableStretches(values)) {
            double[] shuffled = Arrays.copyOfRange(values, stretch.first(), stretch.last() + 1);
            for (int i = 0; i < shuffles; i++) {
                shuffle(shuffled, random);
                alerts += countAlerts(shuffled);
                measurements += shuffled.length;
            }
        }
        return new Result(alerts, measurements);
    }

    private List<Zone> stableStretches(double[] values) {
        List<Zone> stretches = new ArrayList<>();
        LevelChangeDetector detector = detectors.get();
        int from = 0;
        for (double value : values) {
            LevelChange change = detector.next(value);
            if (change != null) {
                addIfLong(stretches, from, change.changePoint() - 1);
                from = change.changePoint();
            }
        }
        addIfLong(stretches, from, values.length - 1);
        return stretches;
    }

    private static void addIfLong(List<Zone> stretches, int first, int last) {
        if (last - first + 1 >= MIN_STRETCH) {
            stretches.add(new Zone(first, last));
        }
    }

    private static void shuffle(double[] values, SplittableRandom random) {
        for (int i = values.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            double swapped = values[i];
            values[i] = values[j];
            values[j] = swapped;
        }
    }

    private long countAlerts(double[] values) {
        LevelChangeDetector detector = detectors.get();
        long alerts = 0;
        for (double value : values) {
            alerts += detector.next(value) == null ? 0 : 1;
        }
        return alerts;
    }
}
