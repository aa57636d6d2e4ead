package dev.backslide.benchmarks;

import dev.backslide.core.detection.changepoint.Baseline;
import dev.backslide.core.detection.changepoint.ChangePointDetector;
import dev.backslide.core.detection.changepoint.LevelChange;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** Nanoseconds and bytes of detector and gate alone for one measurement, at several lengths of history. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DetectorBenchmark {

    private static final int DISTINCT = 4_096;

    /** Measurements seen before the first timed one. The noise is learnt from the newest 100 and 227 are kept, so cost stays. */
    @Param({"100", "256", "1000", "10000"})
    public int history;

    private ChangePointDetector detector = new ChangePointDetector();
    private double[] values = new double[0];
    private int next;

    /** Feeds steady noise, 100 measurements of which tell nothing about those to come. */
    @Setup
    public void fill() {
        values = new SplittableRandom(1).doubles(DISTINCT, 98, 102).toArray();
        for (int i = 0; i < history; i++) {
            detector.next(value());
        }
    }

    /** The change-point detector. */
    @Benchmark
    public @Nullable LevelChange detect() {
        return detector.next(value());
    }

    /** Gate, then change-point detector: what an event costs that asks for a verdict. */
    @Benchmark
    public boolean gateAndDetect() {
        double value = value();
        Baseline baseline = detector.baseline();
        boolean suspect = baseline != null && Math.abs(value - baseline.level()) > baseline.explained(value);
        boolean confirmed = detector.next(value) != null;
        return suspect || confirmed;
    }

    private double value() {
        return values[next++ % DISTINCT];
    }
}
