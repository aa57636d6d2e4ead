package dev.backslide.cli.pipeline;

import dev.backslide.cluster.ReportingPublisher;
import dev.backslide.configuration.Configuration;
import dev.backslide.configuration.ConfigurationBuilder;
import dev.backslide.configuration.Setting;
import dev.backslide.sdk.MetricPublisher;
import dev.backslide.sdk.RunContext;
import dev.backslide.sdk.VerdictOutcome;
import dev.backslide.testkit.TestRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What the configuration says of Kafka clients reaches every part of {@code up}. */
class KafkaSettingsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void registry_configured_isUsedByDetectorAndSinkToo_andTheSecurityOfAnotherClusterByNone(@TempDir Path folder) {
        try (TestRegistry registry = new TestRegistry()) {
            Map<String, String> settings = Map.of("schema.registry.url", registry.url(), "num.stream.threads", "1");
            Configuration ofUp = configuration(settings)
                    .kafkaClient("security.protocol", "SASL_SSL")
                    .kafkaClient("group.id", "theirs")
                    .build();
            try (DataFolder data = DataFolder.take(folder);
                    LocalPipeline pipeline = LocalPipeline.start(data, 0, 0, ofUp);
                    ReportingPublisher publishing = new ReportingPublisher(
                            configuration(settings)
                                    .set(Setting.BOOTSTRAP_SERVERS, pipeline.bootstrapServers())
                                    .build(),
                            RunContext.UNKNOWN)) {
                MetricPublisher publisher = publishing.publisher();
                assertThat(publisher.recordAndAwait(
                                publisher
                                        .measurement("shop", "checkout", 1, "ms")
                                        .build(),
                                PATIENCE))
                        .isInstanceOf(VerdictOutcome.Received.class);
                await().atMost(PATIENCE).until(() -> pipeline.sink().progress().consumed() >= 2);
                assertThat(pipeline.sink().progress().unreadable()).isZero();
            }
        }
    }

    private static ConfigurationBuilder configuration(Map<String, String> client) {
        ConfigurationBuilder builder = Configuration.builder();
        client.forEach(builder::kafkaClient);
        return builder;
    }
}
