package dev.backslide.benchmarks;

import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricKey;
import dev.backslide.core.SeriesKey;
import dev.backslide.core.detection.history.HistoryLimits;
import dev.backslide.core.detection.history.SeriesHistory;
import dev.backslide.core.detection.monitor.Decision;
import dev.backslide.core.detection.monitor.SeriesMemory;
import dev.backslide.core.detection.monitor.SeriesMonitor;
import dev.backslide.core.detection.rule.Policy;
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

import java.time.Instant;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** Nanoseconds to place and judge one event in the core, at several lengths of history. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class JudgeBenchmark {

    private static final int DISTINCT = 4_096;

    /** Measurements in the history before. */
    @Param({"256", "1000"})
    public int history;

    private SeriesMonitor monitor = monitorOf();
    private double[] values = new double[0];
    private long second;
    private int next;

    private static SeriesMonitor monitorOf() {
        return new SeriesMonitor(
                SeriesKey.of(new MetricKey("bench", "judge")),
                new SeriesHistory(HistoryLimits.DEFAULT),
                SeriesMemory.EMPTY);
    }

    /** Fills the history with steady noise. */
    @Setup
    public void fill() {
        SplittableRandom random = new SplittableRandom(1);
        values = random.doubles(DISTINCT, 98, 102).toArray();
        monitor = new SeriesMonitor(
                SeriesKey.of(new MetricKey("bench", "judge")),
                new SeriesHistory(new HistoryLimits(history, HistoryLimits.DEFAULT.maxAge())),
                SeriesMemory.EMPTY);
        for (int i = 0; i < history; i++) {
            judge();
        }
    }

    /** One event, from the record to the decision. */
    @Benchmark
    public Decision judge() {
        MetricEvent event = MetricEvent.builder("bench", "judge", values[next++ % DISTINCT], "ms")
                .eventId("e")
                .category("time")
                .timestamp(Instant.ofEpochSecond(second++))
                .build();
        return monitor.accept(event, POLICY);
    }

    private static final Policy POLICY = Policy.ofThreshold(Policy.DEFAULT_THRESHOLD_PERCENT);
}
