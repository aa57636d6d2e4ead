package dev.backslide.core.detection.evaluation;

import dev.backslide.core.Direction;
import dev.backslide.core.detection.changepoint.ChangePointDetector;
import dev.backslide.core.detection.changepoint.LevelChange;
import dev.backslide.core.detection.changepoint.LevelChangeDetector;
import dev.backslide.core.detection.rule.Policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoublePredicate;
import java.util.function.Supplier;

/**
 * An A/A check: how many false alarms to expect on a user's own data. Stretches in which the default detector saw no change are
 * shuffled, which removes every change that may be left, and watched again; each alert is then false by construction.
 * Shuffling also removes autocorrelation, so a series that wanders can do worse. Deterministic for a seed. Thread-safe.
 *
 * @since 0.1
 */
public final class StabilityCheck {

    /** Shortest stretch that is used, in measurements. */
    public static final int MIN_STRETCH = 50;

    private final Supplier<DoublePredicate> alarms;
    private final int shuffles;
    private final long seed;

    private StabilityCheck(Supplier<DoublePredicate> alarms, int shuffles, long seed) {
        if (shuffles < 1) {
            throw new IllegalArgumentException("shuffles was " + shuffles + " but must be at least 1");
        }
        this.alarms = alarms;
        this.shuffles = shuffles;
        this.seed = seed;
    }

    /**
     * A check of confirmed changes.
     *
     * @param detectors makes a detector
     * @param shuffles how often each stretch is shuffled, at least 1
     * @param seed of the shuffles
     */
    public static StabilityCheck ofChanges(Supplier<? extends LevelChangeDetector> detectors, int shuffles, long seed) {
        return new StabilityCheck(
                () -> {
                    LevelChangeDetector detector = detectors.get();
                    return value -> detector.next(value) != null;
                },
                shuffles,
                seed);
    }

    /**
     * A check of the gate: measurements that it suspects.
     *
     * @param policy threshold and floor
     * @param direction which way is better; UNKNOWN: a suspect either way counts
     * @param shuffles how often each stretch is shuffled, at least 1
     * @param seed of the shuffles
     */
    public static StabilityCheck ofGate(Policy policy, Direction direction, int shuffles, long seed) {
        return new StabilityCheck(() -> new GateAlarm(policy, direction), shuffles, seed);
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
        for (MeasurementRange stretch : stableStretches(values)) {
            double[] shuffled = Arrays.copyOfRange(values, stretch.first(), stretch.last() + 1);
            for (int i = 0; i < shuffles; i++) {
                shuffle(shuffled, random);
                alerts += countAlerts(shuffled);
                measurements += shuffled.length;
            }
        }
        return new Result(alerts, measurements);
    }

    private List<MeasurementRange> stableStretches(double[] values) {
        List<MeasurementRange> stretches = new ArrayList<>();
        LevelChangeDetector detector = new ChangePointDetector();
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

    private static void addIfLong(List<MeasurementRange> stretches, int first, int last) {
        if (last - first + 1 >= MIN_STRETCH) {
            stretches.add(new MeasurementRange(first, last));
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
        DoublePredicate alarm = alarms.get();
        long count = 0;
        for (double value : values) {
            count += alarm.test(value) ? 1 : 0;
        }
        return count;
    }
}
