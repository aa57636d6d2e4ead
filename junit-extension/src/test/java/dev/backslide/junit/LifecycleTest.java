package dev.backslide.junit;

import dev.backslide.sdk.tracker.PerformanceRegressionTracker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineExecutionResults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

class LifecycleTest {

    @TempDir
    Path folder;

    @Test
    void tracker_is_one_for_constructor_class_and_test() {
        new Kit(folder)
                .with("performance.regression", "true")
                .run(Cases.Injected.class)
                .testEvents()
                .assertStatistics(tests -> tests.succeeded(1));
    }

    @Test
    void recorder_outside_of_a_test_is_refused_with_the_reason() {
        String failure =
                new Kit(folder).with("performance.regression", "true").failure(Cases.RecorderInConstructor.class);

        assertThat(failure)
                .contains("a PerformanceRecorder belongs to one test")
                .contains("take it as a parameter of the test method");
    }

    @Test
    void metrics_are_named_after_class_method_and_arguments() {
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
    void nested_tests_record_through_the_outer_instance() {
        new Kit(folder).run(Cases.NestedMixin.class, 100.0).testEvents().assertStatistics(tests -> tests.succeeded(1));
    }

    @Test
    void concurrent_tests_keep_their_metrics_apart() {
        runsConcurrently(Cases.ConcurrentPerMethod.class);
    }

    @Test
    void concurrent_tests_of_one_instance_keep_their_metrics_apart() {
        runsConcurrently(Cases.ConcurrentPerClass.class);
    }

    @Test
    void other_threads_of_a_test_record_for_it() {
        new Kit(folder).run(Cases.OtherThread.class).testEvents().assertStatistics(tests -> tests.succeeded(1));
    }

    @Test
    void static_functions_record_into_the_same_run() {
        Kit kit = new Kit(folder);
        kit.run(Cases.StaticFunctions.class, 100.0).testEvents().assertStatistics(tests -> tests.succeeded(1));

        try (PerformanceRegressionTracker tracker = kit.tracker()) {
            assertThat(tracker.getPreviousMetric("shop:checkout")).isPresent();
        }
    }

    @Test
    void outcome_is_told_to_the_reports_of_junit() {
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
    void report_is_written_at_the_end_where_a_folder_is_named() throws IOException {
        Path reports = folder.resolve("reports");
        new Kit(folder.resolve("history"))
                .with("perf.reports-dir", reports.toString())
                .run(Cases.BaseClass.class, 100.0);

        assertThat(reports.resolve("performance_report.md")).content().contains("shop:checkout");
    }

    @Test
    void no_report_is_written_unasked() throws IOException {
        new Kit(folder.resolve("history")).run(Cases.BaseClass.class, 100.0);

        try (var files = Files.list(folder)) {
            assertThat(files.map(Path::getFileName).map(Path::toString)).containsExactly("history");
        }
    }

    @Test
    void report_that_cannot_be_written_leaves_the_results() throws IOException {
        Path file = Files.createFile(folder.resolve("a-file"));
        EngineExecutionResults results = new Kit(folder.resolve("history"))
                .with("perf.reports-dir", file.toString())
                .run(Cases.BaseClass.class, 100.0);

        results.allEvents().assertStatistics(events -> events.failed(0));
    }

    @Test
    void outcomes_are_appended_to_the_results_file() {
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
