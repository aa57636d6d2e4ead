package dev.backslide.cli.log;

import ch.qos.logback.classic.Level;
import dev.backslide.cli.pipeline.DataFolder;
import dev.backslide.cli.pipeline.LocalPipeline;
import dev.backslide.configuration.Configuration;
import dev.backslide.configuration.LogConsole;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import java.util.zip.GZIPInputStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What every part of the pipeline logs, by whatever library, arrives in one file, as one configuration says. */
class LogFileIT {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void pipeline_withItsParts_logsToOneFile() throws Exception {
        try (DataFolder data = DataFolder.take(folder.resolve("data"));
                OpenLog log = OpenLog.to(data.logFile(), LogConsole.OFF)) {
            List.of("org.apache.kafka", "kafka", "org.eclipse.jetty").forEach(name -> log.level(name, Level.INFO));
            try (LocalPipeline pipeline = LocalPipeline.start(
                    data, 0, 0, Configuration.builder().workingDir(folder).build())) {
                describeLoggers(pipeline);
            }
            Logger.getLogger("dev.backslide.of.the.jdk").warning("logged by java.util.logging");
            assertThat(data.logFile())
                    .content()
                    .containsPattern("INFO .* k\\.s\\.SharedServer ")
                    .containsPattern("INFO .* o\\.a\\.k\\.s\\.KafkaStreams ")
                    .containsPattern("INFO .* o\\.e\\.j\\.s\\.Server ")
                    .containsPattern("INFO .* d\\.b\\.s\\.c\\.SinkConsumer the sink is running")
                    // By log4j-api.
                    .containsPattern("o\\.a\\.k\\.s\\.l\\.LoggingController No supported logging implementation")
                    .containsPattern("WARN .* d\\.b\\.o\\.t\\.jdk logged by java\\.util\\.logging");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "dev.backslide.sink, INFO",
        "dev.backslide.broker.PatientBroker, WARN",
        "org.apache.kafka.streams.KafkaStreams, WARN",
        "kafka.server.KafkaRaftServer, WARN",
        "state.change.logger, WARN",
        "org.eclipse.jetty.server.Server, WARN",
        "io.javalin.Javalin, WARN",
        "org.jdbi, INFO"
    })
    void services_levelsOfAll_areThoseOfTheConfiguration(String logger, String level) throws IOException {
        Path file = folder.resolve("test.log");
        try (OpenLog log = OpenLog.to(file, LogConsole.OFF)) {
            assertThat(log.levelOf(logger)).hasToString(level);
            LoggerFactory.getLogger(logger).info("info by slf4j");
            Logger.getLogger(logger).info("info by java.util.logging");
            LoggerFactory.getLogger(logger).warn("warned by slf4j");
            Logger.getLogger(logger).warning("warned by java.util.logging");

            String[] lines = {"info by slf4j", "info by java.util.logging"};
            assertThat(Files.readString(file)).contains("warned by slf4j", "warned by java.util.logging");
            if (level.equals("INFO")) {
                assertThat(Files.readString(file)).contains(lines);
            } else {
                assertThat(Files.readString(file)).doesNotContain(lines);
            }
        }
    }

    @Test
    void services_logOfMoreThanTenMegabytes_rollsAndKeepsFive() throws IOException {
        Path file = folder.resolve("100% mine").resolve("test.log");
        try (OpenLog log = OpenLog.to(file, LogConsole.OFF)) {
            AtomicInteger written = new AtomicInteger();
            Path oldest = file.resolveSibling("test.log.5.gz");
            await().atMost(Duration.ofMinutes(5))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> {
                        LoggerFactory.getLogger("dev.backslide")
                                .info(written.incrementAndGet() + " " + "x".repeat(5 << 20));
                        return Files.exists(oldest) && firstOf(oldest) > 1;
                    });
            assertThat(firstOf(file.resolveSibling("test.log.1.gz"))).isGreaterThan(firstOf(oldest));
            assertThat(file).content().contains(" INFO ");
            assertThat(file.resolveSibling("test.log.6.gz")).doesNotExist();
        }
    }

    @Test
    void commands_onTheTerminal_showErrorsAndDamageAlone() {
        try (OpenLog log = OpenLog.to(folder.resolve("test.log"), LogConsole.OFF)) {
            log.close();

            assertThat(log.levelOf("org.apache.kafka")).isEqualTo(Level.ERROR);
            assertThat(log.levelOf("dev.backslide")).isEqualTo(Level.ERROR);
            assertThat(log.levelOf("dev.backslide.sdk.internal.storage")).isEqualTo(Level.WARN);
        }
    }

    /** The number in the first line. */
    private static int firstOf(Path packed) throws IOException {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(packed)), StandardCharsets.UTF_8))) {
            return Integer.parseInt(lines.readLine().replaceFirst(".* d\\.backslide (\\d+) x+", "$1"));
        }
    }

    private static void describeLoggers(LocalPipeline pipeline) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", pipeline.bootstrapServers()))) {
            ConfigResource loggers = new ConfigResource(ConfigResource.Type.BROKER_LOGGER, "1");
            assertThat(admin.describeConfigs(List.of(loggers)).all().get(60, TimeUnit.SECONDS))
                    .containsKey(loggers);
        }
    }
}
