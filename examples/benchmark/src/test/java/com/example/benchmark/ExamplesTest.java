package com.example.benchmark;

import dev.backslide.core.MetricEvent;
import dev.backslide.jmh.BackslideRun;
import dev.backslide.sdk.tracker.PerformanceRegressionTracker;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.runner.options.CommandLineOptions;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs the examples. */
class ExamplesTest {

    private static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void benchmark_ofABaseClass_recordsWhatItReturns() {
        try (PerformanceRegressionTracker tracker = tracker(NOW)) {
            BenchmarkResult result = benchmark(tracker, new ReversingModel()).run();

            MetricEvent recorded = tracker.getPreviousMetric("my_model:benchmark_inference_speed")
                    .orElseThrow();
            assertThat(recorded.value()).isEqualTo(result.value());
            assertThat(recorded.unit()).isEqualTo("tokens/sec");
            assertThat(recorded.metadata()).containsEntry("iterations", "100").containsKey("total_time");
        }
    }

    @Test
    void benchmark_muchSlowerThanBefore_isAlerted() {
        try (PerformanceRegressionTracker tracker = tracker(NOW)) {
            benchmark(tracker, input -> input).run();
        }
        try (PerformanceRegressionTracker tracker = tracker(NOW.plus(Duration.ofHours(1)))) {
            benchmark(tracker, ExamplesTest::inferSlowly).run();

            assertThat(tracker.getAlerts())
                    .singleElement()
                    .satisfies(alert -> assertThat(alert.message())
                            .startsWith("Performance regression detected for my_model:benchmark_inference_speed."));
        }
    }

    @Test
    void jmh_run_recordsEveryResult() throws Exception {
        try (PerformanceRegressionTracker tracker = tracker(Clock.systemUTC())) {
            BackslideRun run = JmhWithRegressionTracking.run(
                    new CommandLineOptions("-f", "0", "-wi", "0", "-i", "1", "-r", "10ms", "-v", "SILENT"), tracker);

            assertThat(run.broken()).isEmpty();
            assertThat(run.recorded())
                    .extracting(recorded -> recorded.event().metricKey().toString())
                    .isEqualTo(List.of(
                            "my_model:com.example.benchmark.InferenceBenchmark.infer(length=10)[avgt]",
                            "my_model:com.example.benchmark.InferenceBenchmark.infer(length=1000)[avgt]"));
            assertThat(tracker.getPreviousMetric("my_model:com.example.benchmark.InferenceBenchmark.infer(length=10)[avgt]"))
                    .isPresent();
        }
    }

    /** Slower than any machine answers at once: a millisecond of work. */
    private static String inferSlowly(String input) {
        long end = System.nanoTime() + 1_000_000;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        return input;
    }

    private static PerformanceBenchmarkWithRegressionTracking benchmark(
            PerformanceRegressionTracker tracker, ModelPlugin model) {
        return new PerformanceBenchmarkWithRegressionTracking(model, "my_model", tracker);
    }

    private PerformanceRegressionTracker tracker(Instant now) {
        return tracker(Clock.fixed(now, ZoneOffset.UTC));
    }

    private PerformanceRegressionTracker tracker(Clock clock) {
        return PerformanceRegressionTracker.builder().local(folder).clock(clock).build();
    }
}
