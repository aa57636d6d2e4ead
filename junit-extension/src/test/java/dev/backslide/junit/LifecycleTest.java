package dev.backslide.junit;

import dev.backslide.sdk.tracker.PerformanceRegressionTracker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineExecutionResults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

class LifecycleTest {

    @TempDir
    Path folder;

    @Test
    void tracker_isOneForConstructorClassAndTest() {
        new Kit(folder)
                .with("performance.regression", "true")
                .run(Cases.Injected.class)
                .testEvents()
                .assertStatistics(tests -> tests.succeeded(1));
    }

    @Test
    void recorderOutsideOfATest_isRefusedWithTheReason() {
        String failure =
                new Kit(folder).with("performance.regression", "true").failure(Cases.RecorderInConstructor.class);

        assertThat(failure)
                .contains("a PerformanceRecorder belongs to one test")
                .contains("take it as a parameter of the test method");
    }

    @Test
    void metrics_areNamedAfterClassMethodAndArguments() {
        Kit kit = new Kit(folder).with("performance.regression", "true");
        kit.run(Cases.Named.class)
                .testEvents()
                .assertStatistics(tests -> tests.failed(0).succeeded(8));

        try (PerformanceRegressionTracker tracker = kit.tracker()) {
            assertThat(tracker.exportData().history().keySet())
                    .containsExactlyInAnyOrder(
                            "Cases.Named:plain",
                            "Cases.Named:parameterized size=1",
                            "Cases.Named:parameterized size=1000",
                            "Cases.Named:repeated",
                            "Cases.Named.Inner:nested",
                            "my_model:nested");
            assertThat(tracker.getMetricHistory("Cases.Named:repeated")).hasSize(3);
        }
    }

    @Test
    void nestedTests_recordThroughTheOuterInstance() {
        new Kit(folder).run(Cases.NestedMixin.class, 100.0).testEvents().assertStatistics(tests -> tests.succeeded(1));
    }

    @Test
    void concurrentTests_keepTheirMetricsApart() {
        runsConcurrently(Cases.ConcurrentPerMethod.class);
    }

    @Test
    void concurrentTestsOfOneInstance_keepTheirMetricsApart() {
        runsConcurrently(Cases.ConcurrentPerClass.class);
    }

    @Test
    void otherThreadsOfATest_recordForIt() {
        new Kit(folder).run(Cases.OtherThread.class).testEvents().assertStatistics(tests -> tests.succeeded(1));
    }

    @Test
    void staticFunctions_recordIntoTheSameRun() {
        Kit kit = new Kit(folder);
        kit.run(Cases.StaticFunctions.class, 100.0).testEvents().assertStatistics(tests -> tests.succeeded(1));

        try (PerformanceRegressionTracker tracker = kit.tracker()) {
            assertThat(tracker.getPreviousMetric("shop:checkout")).isPresent();
        }
    }

    @Test
    void outcome_isToldToTheReportsOfJunit() {
        EngineExecutionResults results = new Kit(folder).history(100, 100, 100).run(Cases.BaseClass.class, 120.0);

        assertThat(Reported.of(results))
                .singleElement()
                .satisfies(entries -> assertThat(entries)
                        .contains(
                                entry("performance.metric", "shop:checkout"),
                                entry("performance.value", "120.0"),
                                entry("performance.unit", "ms"),
                                entry("performance.verdict", "REGRESSION"),
                                entry("performance.severity", "critical"),
                                entry("performance.change_percent", "+20.00"),
                                entry("performance.threshold_percent", "5.0"))
                        .containsKey("performance.reason"));
    }

    @Test
    void report_isWrittenAtTheEndWhereAFolderIsNamed() throws IOException {
        Path reports = folder.resolve("reports");
        new Kit(folder.resolve("history"))
                .with("perf.reports-dir", reports.toString())
                .run(Cases.BaseClass.class, 100.0);

        assertThat(reports.resolve("performance_report.md")).content().contains("shop:checkout");
    }

    @Test
    void noReport_isWrittenUnasked() throws IOException {
        new Kit(folder.resolve("history")).run(Cases.BaseClass.class, 100.0);

        try (var files = Files.list(folder)) {
            assertThat(files.map(Path::getFileName).map(Path::toString)).containsExactly("history");
        }
    }

    @Test
    void report_thatCannotBeWritten_leavesTheResults() throws IOException {
        Path file = Files.createFile(folder.resolve("a-file"));
        EngineExecutionResults results = new Kit(folder.resolve("history"))
                .with("perf.reports-dir", file.toString())
                .run(Cases.BaseClass.class, 100.0);

        results.allEvents().assertStatistics(events -> events.failed(0));
    }

    @Test
    void outcomes_areAppendedToTheResultsFile() {
        Path results = folder.resolve("results.jsonl");
        new Kit(folder.resolve("history"))
                .history(100, 100, 100)
                .with("perf.results-file", results.toString())
                .run(Cases.BaseClass.class, 120.0);

        assertThat(results).content().containsOnlyOnce("\"event_id\"").contains("REGRESSION");
    }

    /** On JUnit's pool whose waiting threads let others in: in the fork-join pool, fewer tests than asked for may run at once. */
    private void runsConcurrently(Class<?> test) {
        Kit kit = new Kit(folder)
                .with("junit.jupiter.execution.parallel.enabled", "true")
                .with("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .with(
                        "junit.jupiter.execution.parallel.config.fixed.parallelism",
                        String.valueOf(Cases.Concurrent.TESTS))
                .with("junit.jupiter.execution.parallel.config.executor-service", "WORKER_THREAD_POOL");
        kit.run(test).testEvents().assertStatistics(tests -> tests.failed(0).succeeded(Cases.Concurrent.TESTS));

        try (PerformanceRegressionTracker tracker = kit.tracker()) {
            assertThat(tracker.exportData().history()).hasSize(Cases.Concurrent.TESTS);
        }
    }
}
