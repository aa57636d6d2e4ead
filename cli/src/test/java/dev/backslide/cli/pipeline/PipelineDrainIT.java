package dev.backslide.cli.pipeline;

import dev.backslide.cli.Run;
import dev.backslide.cluster.Cluster;
import dev.backslide.cluster.DetectorLag;
import dev.backslide.cluster.ReportingPublisher;
import dev.backslide.configuration.Configuration;
import dev.backslide.configuration.Setting;
import dev.backslide.core.MetricEvent;
import dev.backslide.detector.DetectorHealth;
import dev.backslide.sdk.RunContext;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Waiting for detector and sink of a running pipeline. */
class PipelineDrainIT {

    @TempDir
    Path folder;

    @Test
    void wait_endsWhenAllIsJudgedAndStored_orWhenOneOfThemHasStopped() throws InterruptedException {
        Configuration configuration = Configuration.builder().workingDir(folder).build();
        try (DataFolder data = DataFolder.take(folder.resolve("data"));
                LocalPipeline pipeline = LocalPipeline.start(data, 0, 0, configuration)) {
            Configuration client = Configuration.builder()
                    .set(Setting.BOOTSTRAP_SERVERS, pipeline.bootstrapServers())
                    .build();
            try (Cluster cluster = Cluster.connect(client)) {
                PipelineDrain drain =
                        new PipelineDrain(Run.context(folder, Map.of()), pipeline, new DetectorLag(cluster));
                publish(client, 0, 300);

                drain.await(300);

                assertThat(new DetectorLag(cluster).current()).isZero();
                assertThat(pipeline.sink().progress().lag()).isZero();
                assertThat(pipeline.sink().progress().consumed()).isGreaterThanOrEqualTo(300);

                pipeline.sink().close();
                publish(client, 300, 10);
                assertThatThrownBy(() -> drain.await(10))
                        .isInstanceOf(KafkaException.class)
                        .hasMessageStartingWith("the sink stopped working: ");

                pipeline.detector().close();
                publish(client, 310, 10);
                assertThatThrownBy(() -> drain.await(10))
                        .isInstanceOf(KafkaException.class)
                        .hasMessageStartingWith("the detector stopped working: ");
            }
        }
    }

    @Test
    void rebalance_ofTheDetector_isWaitedFor() {
        assertThatCode(() -> PipelineDrain.requireNotStopped(new DetectorHealth(false, false, "REBALANCING")))
                .doesNotThrowAnyException();
    }

    private static void publish(Configuration client, int from, int count) {
        try (ReportingPublisher publishing = new ReportingPublisher(client, RunContext.UNKNOWN)) {
            for (int i = from; i < from + count; i++) {
                publishing
                        .publisher()
                        .record(MetricEvent.builder("shop", "n" + i % 7, i, "ms")
                                .timestamp(Run.NOW.plusSeconds(i))
                                .build());
            }
            publishing.requireDelivered();
        }
    }
}
