package dev.backslide.core.detection.evaluation;

import dev.backslide.core.detection.changepoint.ChangePointDetector;
import dev.backslide.core.detection.changepoint.LevelAlignedDetector;
import dev.backslide.core.detection.changepoint.LevelChangeDetector;
import dev.backslide.core.detection.rule.DetectorKind;
import dev.backslide.core.detection.rule.PreviousValueDetector;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A rule that a file can be tested with. Immutable.
 *
 * @since 0.1
 */
public enum BacktestDetector {
    /** The default. */
    ADAPTIVE(DetectorKind.ADAPTIVE),
    /** The specification's rule. */
    PREVIOUS(DetectorKind.PREVIOUS),
    /** The reference method, for comparison only: no policy can name it. */
    LEVEL_ALIGNED(null);

    private final @Nullable DetectorKind kind;

    BacktestDetector(@Nullable DetectorKind kind) {
        this.kind = kind;
    }

    /** As people write it, e.g. {@code level-aligned}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The rule of a label, in any case. */
    public static Optional<BacktestDetector> of(String label) {
        return Arrays.stream(values())
                .filter(detector -> detector.label().equals(label.strip().toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** All of them. */
    public static List<String> labels() {
        return Arrays.stream(values()).map(BacktestDetector::label).toList();
    }

    /** The rule as a policy names it; empty: none can. */
    public Optional<DetectorKind> kind() {
        return Optional.ofNullable(kind);
    }

    /** A backtest by this rule. */
    public Backtest backtest(double thresholdPercent) {
        return this == ADAPTIVE ? new Backtest() : new Backtest(detectors(thresholdPercent));
    }

    /** Makes a detector for each series. */
    public Supplier<LevelChangeDetector> detectors(double thresholdPercent) {
        return switch (this) {
            case ADAPTIVE -> ChangePointDetector::new;
            case PREVIOUS -> () -> new PreviousValueDetector(thresholdPercent);
            case LEVEL_ALIGNED -> LevelAlignedDetector::new;
        };
    }
}
