package dev.backslide.core.detection.evaluation;

import dev.backslide.core.detection.changepoint.ChangePointDetector;
import dev.backslide.core.detection.changepoint.DetectorMemory;
import dev.backslide.core.detection.changepoint.LevelChange;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The default detectors of many series in little memory: a detector that was not asked lately is dropped and rebuilt from the
 * newest values and its memory, as the topology does after a restart. Not thread-safe.
 */
final class SleepingDetectors implements Backtest.SeriesDetectors {

    /** Detectors kept ready; some 4 kB each. */
    private static final int AWAKE = 1_000;

    private final int awakeLimit;
    private final Map<String, Asleep> asleep = new HashMap<>();
    private final Map<String, ChangePointDetector> awake = new LinkedHashMap<>(16, 0.75f, true);

    SleepingDetectors() {
        this(AWAKE);
    }

    /** @param awakeLimit detectors kept ready, at least 1 */
    SleepingDetectors(int awakeLimit) {
        this.awakeLimit = awakeLimit;
    }

    @Override
    public @Nullable LevelChange next(String seriesId, double value) {
        Asleep kept = asleep.computeIfAbsent(seriesId, id -> new Asleep());
        ChangePointDetector detector = awake.get(seriesId);
        if (detector == null) {
            detector = kept.wake();
            awake.put(seriesId, detector);
            layOneToSleep();
        }
        LevelChange change = detector.next(value);
        kept.add(value);
        return change;
    }

    private void layOneToSleep() {
        if (awake.size() > awakeLimit) {
            Map.Entry<String, ChangePointDetector> eldest =
                    awake.entrySet().iterator().next();
            asleep.computeIfAbsent(eldest.getKey(), id -> new Asleep()).memory =
                    eldest.getValue().memory();
            awake.remove(eldest.getKey());
        }
    }

    /** What rebuilds a detector. */
    private static final class Asleep {

        private static final int NEEDED = DetectorMemory.HISTORY_NEEDED;

        private double[] recent = new double[4];
        private int count;
        private DetectorMemory memory = DetectorMemory.EMPTY;

        void add(double value) {
            if (count == 2 * NEEDED) {
                System.arraycopy(recent, count - NEEDED, recent, 0, NEEDED);
                count = NEEDED;
            } else if (count == recent.length) {
                recent = Arrays.copyOf(recent, Math.min(2 * count, 2 * NEEDED));
            }
            recent[count++] = value;
        }

        ChangePointDetector wake() {
            return ChangePointDetector.rebuild(Arrays.copyOf(recent, count), memory);
        }
    }
}
