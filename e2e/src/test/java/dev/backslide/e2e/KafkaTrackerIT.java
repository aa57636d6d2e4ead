package dev.backslide.e2e;

import dev.backslide.sdk.PublisherSettings;
import dev.backslide.sdk.VerdictOutcome.NoneCame;
import dev.backslide.sdk.tracker.PerformanceRegressionTracker;
import dev.backslide.sdk.tracker.PerformanceRegressionTrackerContract;
import dev.backslide.sdk.tracker.StorageException;
import dev.backslide.sdk.tracker.TrackerBuilder;
import dev.backslide.testkit.BrokerExtension;
import dev.backslide.testkit.TestBroker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The contract, kept by a real broker, the detector and the sink. */
@ExtendWith(BrokerExtension.class)
class KafkaTrackerIT extends PerformanceRegressionTrackerContract {

    @TempDir
    static Path data;

    private static Pipeline pipeline;

    @BeforeAll
    static void startPipeline(TestBroker broker) {
        pipeline = Pipeline.start(broker, data);
    }

    @AfterAll
    static void stopPipeline() {
        pipeline.close();
    }

    @Test
    void noDetector_isAnOutcomeOfItsOwn_inTheResultsToo(TestBroker broker) throws Exception {
        PublisherSettings nobodyListens = PublisherSettings.builder(broker.bootstrapServers())
                .topics(pipeline.topics().withPrefix(broker.uniquePrefix()))
                .closeTimeout(Duration.ZERO)
                .closeOnExit(false)
                .build();
        Path results = folder.resolve("none.jsonl");
        try (PerformanceRegressionTracker tracker = PerformanceRegressionTracker.builder()
                .kafka(nobodyListens, pipeline.sinkUrl())
                .verdictTimeout(Duration.ofSeconds(2))
                .resultsFile(results)
                .build()) {
            assertThat(tracker.recordMetric("speed", 150, "tokens/sec", model, "performance"))
                    .isInstanceOfSatisfying(
                            NoneCame.class, none -> assertThat(none.reason()).isNotBlank());
        }
        assertThat(Files.readAllLines(results))
                .singleElement()
                .satisfies(line -> assertThat(line).contains("\"verdict\":null", "\"reason\":\""));
    }

    @Test
    void noSink_isNamedWithTheNextStep() {
        try (PerformanceRegressionTracker tracker = PerformanceRegressionTracker.builder()
                .kafka(pipeline.publisher(), URI.create("http://127.0.0.1:1"))
                .build()) {
            assertThatThrownBy(() -> tracker.getMetricHistory(key("speed")))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("no sink answers at http://127.0.0.1:1")
                    .hasMessageContaining("./backslide up");
        }
    }

    @Override
    protected TrackerBuilder builder() {
        return PerformanceRegressionTracker.builder()
                .kafka(pipeline.publisher(), pipeline.sinkUrl())
                .storageDir(folder.resolve("history"))
                .verdictTimeout(Duration.ofSeconds(30));
    }
}
