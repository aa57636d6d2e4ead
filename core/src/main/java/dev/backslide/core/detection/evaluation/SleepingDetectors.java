package dev.backslide.core.detection.evaluation;

import dev.backslide.core.detection.changepoint.ChangePointDetector;
import dev.backslide.core.detection.changepoint.DetectorMemory;
import dev.backslide.core.detection.changepoint.LevelChange;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/** The default detectors of many series, rebuilt from the newest values and their memory. Not thread-safe. */
final class SleepingDetectors implements Backtest.SeriesDetectors {

    /** Detectors kept ready; some 4 kB each. */
    private static final int AWAKE = 1_000;

    private final SleepingCache<Awake, Asleep> detectors;

    SleepingDetectors() {
        this(AWAKE);
    }

    /** @param awakeLimit detectors kept ready, at least 1 */
    SleepingDetectors(int awakeLimit) {
        this.detectors = new SleepingCache<>(
                awakeLimit, awake -> new Asleep(awake.recent(), awake.detector().memory()));
    }

    @Override
    public @Nullable LevelChange next(String seriesId, double value) {
        Awake awake = detectors.get(seriesId, SleepingDetectors::wake);
        LevelChange change = awake.detector().next(value);
        awake.recent().add(value);
        return change;
    }

    private static Awake wake(@Nullable Asleep asleep) {
        return asleep == null
                ? new Awake(new ChangePointDetector(), new Recent())
                : new Awake(ChangePointDetector.rebuild(asleep.recent().values(), asleep.memory()), asleep.recent());
    }

    private record Awake(ChangePointDetector detector, Recent recent) {}

    private record Asleep(Recent recent, DetectorMemory memory) {}

    /** The newest values, as many as rebuild a detector. */
    private static final class Recent {

        private static final int NEEDED = DetectorMemory.HISTORY_NEEDED;

        private double[] recent = new double[4];
        private int count;

        void add(double value) {
            if (count == 2 * NEEDED) {
                System.arraycopy(recent, count - NEEDED, recent, 0, NEEDED);
                count = NEEDED;
            } else if (count == recent.length) {
                recent = Arrays.copyOf(recent, Math.min(2 * count, 2 * NEEDED));
            }
            recent[count++] = value;
        }

        double[] values() {
            return Arrays.copyOf(recent, count);
        }
    }
}
