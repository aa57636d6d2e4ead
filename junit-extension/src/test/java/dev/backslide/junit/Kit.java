package dev.backslide.junit;

import dev.backslide.core.MetricEvent;
import dev.backslide.core.Run;
import dev.backslide.sdk.tracker.PerformanceRegressionTracker;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

/** Runs {@link Cases} in JUnit's test kit, with a local tracker in a folder. Not thread-safe: one a test. */
final class Kit {

    /** Values that the cases record, one after the other. */
    static final ConcurrentLinkedQueue<Double> VALUES = new ConcurrentLinkedQueue<>();

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Path folder;
    private final Map<String, String> parameters = new HashMap<>();

    Kit(Path folder) {
        this.folder = folder;
        VALUES.clear();
        parameters.put("perf.storage-dir", folder.toString());
    }

    Kit with(String parameter, String value) {
        parameters.put(parameter, value);
        return this;
    }

    /** Earlier measurements of {@code shop:checkout}, in ms, one an hour, one a commit. */
    Kit history(double... values) {
        try (PerformanceRegressionTracker tracker = tracker()) {
            for (int i = 0; i < values.length; i++) {
                tracker.addMetric(MetricEvent.builder("shop", "checkout", values[i], "ms")
                        .category("time")
                        .timestamp(START.plusSeconds(3_600L * i))
                        .run(Run.ofCommit("c" + i + "000000000000"))
                        .build());
            }
        }
        return this;
    }

    /** What the folder holds. */
    PerformanceRegressionTracker tracker() {
        return PerformanceRegressionTracker.builder().local(folder).build();
    }

    EngineExecutionResults run(Class<?> test, Double... values) {
        VALUES.addAll(List.of(values));
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(test))
                .configurationParameters(parameters)
                .execute();
    }

    /** The message of the one test that failed. */
    String failure(Class<?> test, Double... values) {
        return String.valueOf(failureOf(run(test, values)).getMessage());
    }

    /** What the one test that failed threw. */
    static Throwable failureOf(EngineExecutionResults results) {
        List<Throwable> failures = results.allEvents().failed().stream()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class)
                        .getThrowable()
                        .orElseThrow())
                .toList();
        if (failures.size() != 1) {
            throw new AssertionError(failures.size() + " failures: " + failures);
        }
        return failures.get(0);
    }

    /** Why the one test or class was skipped. */
    static String skipReason(EngineExecutionResults results) {
        return results.allEvents().skipped().stream()
                .map(event -> event.getRequiredPayload(String.class))
                .reduce((one, other) -> one + "; " + other)
                .orElse("not skipped");
    }
}
