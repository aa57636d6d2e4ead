package dev.backslide.e2e;

import dev.backslide.e2e.cases.Checkout;
import dev.backslide.junit.NoVerdictError;
import dev.backslide.junit.PerformanceRegressionError;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

import java.nio.file.Path;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

/** JUnit tests that record through Kafka and are judged by the detector there. */
class KafkaJUnitIT {

    @TempDir
    Path folder;

    @AfterEach
    void forgetValue() {
        System.clearProperty(Checkout.VALUE);
    }

    @Test
    void tests_areJudgedByTheDetectorAndToldWhatTheSinkKnows() throws InterruptedException {
        try (BackslideProcess pipeline =
                BackslideProcess.start(folder, "up", "--port", "0", "--http-port", "0", "--data-dir", "data")) {
            String broker = pipeline.announced("Kafka broker");
            String sink = pipeline.announced("HTTP API");
            for (int value : new int[] {100, 101, 100}) {
                run(broker, sink, value).assertStatistics(tests -> tests.succeeded(1));
            }

            Throwable failure = failureOf(run(broker, sink, 150));

            assertThat(failure)
                    .isInstanceOf(PerformanceRegressionError.class)
                    .hasMessageContaining("shop:checkout regressed (critical): 100 to 150 ms, +50.0 %, threshold 5 %")
                    .hasMessageContaining("100, 101, 100, 150 ms (newest last)")
                    .hasMessageContaining("backslide expect");

            pipeline.terminate();
            pipeline.exitCode();
            assertThat(failureOf(run(broker, sink, 100))).isInstanceOf(NoVerdictError.class);
        }
    }

    private static Events run(String broker, String sink, int value) {
        System.setProperty(Checkout.VALUE, String.valueOf(value));
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(Checkout.class))
                .configurationParameters(Map.of(
                        "perf.tracker",
                        "kafka",
                        "perf.bootstrap-servers",
                        broker,
                        "perf.sink-url",
                        sink,
                        "perf.verdict-timeout",
                        value == 100 ? "20s" : "60s"))
                .execute()
                .testEvents();
    }

    private static Throwable failureOf(Events tests) {
        return tests.failed().stream()
                .map(event ->
                        event.getRequiredPayload(TestExecutionResult.class).getThrowable())
                .findFirst()
                .orElseThrow()
                .orElseThrow();
    }
}
