package dev.backslide.core.detection;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Streams recorded measurements through one detector per series, as they would have arrived. Not thread-safe. */
public final class Backtest {

    private final Supplier<? extends LevelChangeDetector> detectors;
    private final Map<String, LevelChangeDetector> bySeries = new HashMap<>();

    /** A backtest of the default detector. */
    public Backtest() {
        this(ChangePointDetector::new);
    }

    /**
     * A backtest of another detector.
     *
     * @param detectors makes the detector of a series that was not seen before
     */
    public Backtest(Supplier<? extends LevelChangeDetector> detectors) {
        this.detectors = detectors;
    }

    /** Takes the next measurement of a series and says which change it confirms, null for none. */
    public @Nullable LevelChange next(String seriesId, double value) {
        return bySeries.computeIfAbsent(seriesId, id -> detectors.get()).next(value);
    }
}
