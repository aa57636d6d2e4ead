package dev.backslide.sdk;

import dev.backslide.sdk.tracker.PerformanceRegressionTracker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** In a JVM of its own whose class path has no SLF4J provider, as a small project's may. */
class NoLogProviderTest {

    @TempDir
    Path folder;

    @Test
    void lostMeasurements_areNamedOnTheErrorStream() throws IOException, InterruptedException {
        Path err = folder.resolve("err");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-cp",
                        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                                .filter(entry ->
                                        !Path.of(entry).getFileName().toString().startsWith("logback-classic"))
                                .collect(Collectors.joining(File.pathSeparator)),
                        Losing.class.getName(),
                        folder.resolve("history").toString())
                .redirectError(err.toFile())
                .start();

        assertThat(process.waitFor(4, TimeUnit.MINUTES)).isTrue();
        assertThat(Files.readString(err))
                .contains("No SLF4J providers were found")
                .contains("backslide: Measurements dropped: reason=INVALID, metric=api:local")
                .contains("backslide: Measurements dropped: reason=INVALID, metric=api:published")
                .contains("backslide: Measurements dropped: reason=NOT_DELIVERED, metric=api:pending");
    }

    /** Loses three measurements. */
    static final class Losing {

        private Losing() {}

        /** Folder of the local tracker. */
        public static void main(String[] args) {
            try (PerformanceRegressionTracker tracker = PerformanceRegressionTracker.builder()
                    .local(Path.of(args[0]))
                    .build()) {
                tracker.recordMetric("local", Double.NaN, "ms", "api", "time");
            }
            try (MetricPublisher publisher = MetricPublisher.start(PublisherSettings.builder("127.0.0.1:1")
                    .closeTimeout(Duration.ZERO)
                    .build())) {
                publisher.record(publisher
                        .measurement("api", "published", Double.NaN, "ms")
                        .category("time"));
                publisher.record(
                        publisher.measurement("api", "pending", 1, "ms").category("time"));
            }
        }
    }
}
