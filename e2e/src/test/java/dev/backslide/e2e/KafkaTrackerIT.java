package dev.backslide.e2e;

import dev.backslide.sdk.PerformanceRegressionTracker;
import dev.backslide.sdk.PerformanceRegressionTrackerContract;
import dev.backslide.sdk.TrackerBuilder;
import dev.backslide.testkit.BrokerExtension;
import dev.backslide.testkit.TestBroker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;

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

    @Override
    protected TrackerBuilder builder() {
        return PerformanceRegressionTracker.builder()
                .kafka(pipeline.publisher(), pipeline.sinkUrl())
                .storageDir(folder.resolve("history"))
                .verdictTimeout(Duration.ofSeconds(30));
    }
}
