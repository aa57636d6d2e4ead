package dev.backslide.e2e;

import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricVerdict;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.Verdict;
import dev.backslide.sdk.VerdictOutcome.Received;
import dev.backslide.sdk.tracker.PerformanceRegressionTracker;
import dev.backslide.testkit.BrokerExtension;
import dev.backslide.testkit.TestBroker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

/** Units from the SDK through detector and sink: what can be compared is converted, what cannot be is named and not judged. */
@ExtendWith(BrokerExtension.class)
class UnitsIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    static Path data;

    @TempDir
    Path folder;

    private static Pipeline pipeline;
    private PerformanceRegressionTracker tracker;

    @BeforeAll
    static void startPipeline(TestBroker broker) {
        pipeline = Pipeline.start(broker, data);
    }

    @AfterAll
    static void stopPipeline() {
        pipeline.close();
    }

    @BeforeEach
    void open() {
        tracker = PerformanceRegressionTracker.builder()
                .kafka(pipeline.publisher(), pipeline.sinkUrl())
                .storageDir(folder)
                .verdictTimeout(PATIENCE)
                .build();
    }

    @AfterEach
    void close() {
        tracker.close();
    }

    @Test
    void time_inAnotherUnit_isConverted_fromTheVerdictToTheStore() {
        assertThat(record("decode", 950, "us").verdict()).isEqualTo(Verdict.INCONCLUSIVE);

        MetricVerdict worse = record("decode", 1.3, "ms");

        assertThat(worse.verdict()).isEqualTo(Verdict.REGRESSION);
        assertThat(worse.changePercent()).isCloseTo(36.842, within(0.001));
        assertThat(worse.unit()).isEqualTo("ms");
        assertThat(worse.baseline()).isCloseTo(0.95, within(1e-9));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(tracker.getMetricHistory("api:decode"))
                        .extracting(MetricEvent::value, MetricEvent::unit)
                        .containsExactlyInAnyOrder(tuple(950.0, "us"), tuple(1.3, "ms")));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(tracker.getAlerts())
                        .filteredOn(alert -> alert.seriesKey().equals("api:decode"))
                        .extracting(RegressionAlert::message)
                        .singleElement()
                        .asString()
                        .contains("Previous: 950.00us, Current: 1300.00us, Change: +36.84%"));
    }

    @Test
    void equalTime_inAnotherUnit_passes() {
        record("parse", 1.2, "ms");

        MetricVerdict same = record("parse", 1_180, "us");

        assertThat(same.verdict()).isEqualTo(Verdict.PASS);
        assertThat(same.changePercent()).isCloseTo(-1.667, within(0.001));
    }

    @Test
    void unitOfAnotherKind_isNamed_andNotJudged() {
        record("load", 100, "ms");

        MetricVerdict other = record("load", 3, "ops/s");

        assertThat(other.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(other.changePercent()).isNull();
        assertThat(other.baseline()).isNull();
        assertThat(other.reason()).contains("'ops/s' cannot be compared");
        assertThat(record("load", 101, "ms").verdict()).isEqualTo(Verdict.PASS);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(tracker.getMetricHistory("api:load"))
                        .extracting(MetricEvent::unit)
                        .containsExactlyInAnyOrder("ms", "ops/s", "ms"));
        assertThat(tracker.getAlerts()).noneMatch(alert -> alert.seriesKey().equals("api:load"));
    }

    private MetricVerdict record(String name, double value, String unit) {
        return assertThat(tracker.recordMetric(name, value, unit, "api", "time"))
                .asInstanceOf(type(Received.class))
                .actual()
                .verdict();
    }
}
