package dev.backslide.cli.pipeline;

import dev.backslide.cluster.ReportingPublisher;
import dev.backslide.configuration.Configuration;
import dev.backslide.configuration.Setting;
import dev.backslide.core.Direction;
import dev.backslide.core.MetricVerdict;
import dev.backslide.core.Verdict;
import dev.backslide.sdk.MetricPublisher;
import dev.backslide.sdk.RunContext;
import dev.backslide.sdk.VerdictOutcome;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

/** What the configuration file says reaches the detector of {@code up}. */
@TestInstance(Lifecycle.PER_CLASS)
class ConfiguredPipelineIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String FILE = """
            [performance_regression]
            detector = previous
            [thresholds]
            shop:checkout = 50
            memory_usage = 1
            [floors]
            shop:startup = 10
            [directions]
            shop:score = higher
            [categories]
            karma = lower
            latency = higher
            """;

    private final DataFolder data;
    private final LocalPipeline pipeline;
    private final ReportingPublisher publishing;

    ConfiguredPipelineIT(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve(Configuration.FILE_NAME), FILE);
        Configuration configuration = Configuration.builder().workingDir(folder).build();
        data = DataFolder.take(folder.resolve("data"));
        pipeline = LocalPipeline.start(data, 0, 0, configuration);
        publishing = new ReportingPublisher(
                Configuration.builder()
                        .set(Setting.BOOTSTRAP_SERVERS, pipeline.bootstrapServers())
                        .build(),
                RunContext.UNKNOWN);
    }

    @AfterAll
    void stop() {
        publishing.close();
        pipeline.close();
        data.close();
    }

    @Test
    void threshold_ofOneMetric_isThatMetricsAlone() {
        assertThat(second("shop", "checkout", "ms", "time", 100, 140).verdict()).isEqualTo(Verdict.PASS);
        assertThat(second("shop", "search", "ms", "time", 100, 140).verdict()).isEqualTo(Verdict.REGRESSION);
    }

    @Test
    void threshold_byBareName_holdsForEveryModel() {
        MetricVerdict verdict = second("blog", "memory_usage", "MB", "memory", 100, 102);

        assertThat(verdict.verdict()).isEqualTo(Verdict.REGRESSION);
        assertThat(verdict.thresholdPercent()).isEqualTo(1);
    }

    @Test
    void floor_configured_letsSmallChangesPass() {
        assertThat(second("shop", "startup", "ms", "time", 20, 29).verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void direction_configured_judgesAMetricOfUnknownUnit() {
        MetricVerdict verdict = second("shop", "score", "points", "performance", 100, 80);

        assertThat(verdict.direction()).isEqualTo(Direction.HIGHER_IS_BETTER);
        assertThat(verdict.verdict()).isEqualTo(Verdict.REGRESSION);
    }

    @Test
    void category_configured_judgesItsMetrics() {
        assertThat(second("shop", "bad_karma", "points", "karma", 100, 120).verdict())
                .isEqualTo(Verdict.REGRESSION);
    }

    @Test
    void category_ofASuppliedRule_judgesItsMetrics() {
        MetricVerdict verdict = second("shop", "fill", "points", "efficiency", 100, 80);

        assertThat(verdict.direction()).isEqualTo(Direction.HIGHER_IS_BETTER);
        assertThat(verdict.verdict()).isEqualTo(Verdict.REGRESSION);
    }

    @Test
    void category_ofFileAndSuppliedRule_isTheFiles() {
        assertThat(second("shop", "wait", "points", "latency", 100, 120).direction())
                .isEqualTo(Direction.HIGHER_IS_BETTER);
    }

    private MetricVerdict second(String model, String name, String unit, String category, double before, double now) {
        verdict(model, name, unit, category, before);
        return verdict(model, name, unit, category, now);
    }

    private MetricVerdict verdict(String model, String name, String unit, String category, double value) {
        MetricPublisher publisher = publishing.publisher();
        VerdictOutcome outcome = publisher.recordAndAwait(
                publisher
                        .measurement(model, name, value, unit)
                        .category(category)
                        .build(),
                TIMEOUT);
        assertThat(outcome).isInstanceOf(VerdictOutcome.Received.class);
        return ((VerdictOutcome.Received) outcome).verdict();
    }
}
