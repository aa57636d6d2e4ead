package dev.backslide.jmh;

import dev.backslide.core.MetricEvent;
import dev.backslide.sdk.VerdictOutcome.Received;
import dev.backslide.sdk.tracker.PerformanceRegressionTracker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs JMH for real, in this JVM. */
class BackslideRunnerTest {

    private static final String SUM = "dev.backslide.jmh.TinyBenchmark.sum";
    private static final Instant EARLIER = Instant.parse("2026-05-01T10:00:00Z");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void run_ofBenchmarks_recordsEveryResultWithTheTracker() throws RunnerException {
        try (PerformanceRegressionTracker tracker =
                PerformanceRegressionTracker.builder().local(folder).build()) {
            BackslideRun run =
                    BackslideRunner.run(tiny().addProfiler(GCProfiler.class).build(), tracker);

            assertThat(run.results()).hasSize(2);
            assertThat(run.broken()).isEmpty();
            assertThat(run.recorded())
                    .extracting(recorded -> recorded.event().name())
                    .contains(
                            SUM + "(size=10)[avgt]",
                            SUM + "(size=1000)[avgt]",
                            SUM + "(size=10)[avgt]:gc.alloc.rate.norm");
            assertThat(run.recorded())
                    .allSatisfy(recorded -> assertThat(recorded.outcome()).isInstanceOf(Received.class));
            MetricEvent kept =
                    tracker.getPreviousMetric("jmh:" + SUM + "(size=10)[avgt]").orElseThrow();
            assertThat(kept.unit()).isEqualTo("ns/op");
            assertThat(kept.samples()).hasSize(2);
        }
    }

    @Test
    void run_slowerThanEverBefore_isARegression_alsoUnderANameWithoutTheMode() throws RunnerException {
        try (PerformanceRegressionTracker tracker =
                PerformanceRegressionTracker.builder().local(folder).build()) {
            tracker.addMetric(MetricEvent.builder("shop", SUM + "(size=1000)", 0.001, "ns/op")
                    .category("time")
                    .metadata(Map.of("mode", "avgt"))
                    .timestamp(EARLIER)
                    .build());

            BackslideRun run = BackslideRunner.with(tracker)
                    .modelName("shop")
                    .clock(Clock.fixed(EARLIER.plusSeconds(60), ZoneOffset.UTC))
                    .run(tiny().param("size", "1000").measurementIterations(1).build());

            assertThat(run.regressions())
                    .singleElement()
                    .satisfies(verdict -> assertThat(verdict.seriesKey()).isEqualTo("shop:" + SUM + "(size=1000)"));
            assertThat(tracker.getAlerts()).hasSize(1);
        }
    }

    @Test
    void measurement_refusedByTheTracker_isNamed() throws RunnerException {
        try (PerformanceRegressionTracker tracker =
                PerformanceRegressionTracker.builder().local(folder).build()) {
            BackslideRun run = BackslideRunner.with(tracker)
                    .modelName("a:b")
                    .run(tiny().param("size", "10").build());

            assertThat(run.recorded()).isEmpty();
            assertThat(run.broken()).singleElement().asString().contains("model_name was 'a:b'");
        }
        try (PerformanceRegressionTracker closed =
                PerformanceRegressionTracker.builder().local(folder).build()) {
            closed.close();
            BackslideRun run = BackslideRunner.run(tiny().param("size", "10").build(), closed);

            assertThat(run.broken())
                    .containsExactly("jmh:" + SUM
                            + "(size=10)[avgt]: the tracker is closed; close it after the last measurement");
        }
    }

    private static ChainedOptionsBuilder tiny() {
        return new OptionsBuilder()
                .include(SUM.replace(".", "\\."))
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(2)
                .measurementTime(TimeValue.milliseconds(10))
                .verbosity(VerboseMode.SILENT);
    }
}
