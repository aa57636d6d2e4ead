package dev.backslide.core.detection.evaluation;

import dev.backslide.core.detection.changepoint.LevelChange;
import dev.backslide.core.detection.changepoint.LevelChangeDetector;
import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Streams recorded measurements through one detector per series, as they would have arrived. Not thread-safe.
 *
 * @since 0.1
 */
public final class Backtest {

    private final SeriesDetectors detectors;

    /** A backtest of the default detector; a series costs at most 4 kB, and 160 bytes and its values while it is short. */
    public Backtest() {
        this.detectors = new SleepingDetectors();
    }

    /**
     * A backtest of another detector, which is kept for every series.
     *
     * @param detectors makes the detector of a series that was not seen before
     */
    public Backtest(Supplier<? extends LevelChangeDetector> detectors) {
        Map<String, LevelChangeDetector> bySeries = new HashMap<>();
        this.detectors = (seriesId, value) ->
                bySeries.computeIfAbsent(seriesId, id -> detectors.get()).next(value);
    }

    /** Takes the next measurement of a series and says which change it confirms, null for none. */
    public @Nullable LevelChange next(String seriesId, double value) {
        return detectors.next(seriesId, value);
    }

    /** Hands a measurement to its series' detector. */
    interface SeriesDetectors {
        @Nullable
        LevelChange next(String seriesId, double value);
    }
}
