package dev.backslide.cli.query;

import dev.backslide.cli.Run;
import dev.backslide.cli.context.ExitCode;
import dev.backslide.cli.option.LocalTracking;
import dev.backslide.cli.pipeline.DataFolder;
import dev.backslide.cli.pipeline.LocalPipeline;
import dev.backslide.cluster.ReportingPublisher;
import dev.backslide.configuration.Configuration;
import dev.backslide.configuration.Setting;
import dev.backslide.core.Direction;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.detection.rule.DetectorKind;
import dev.backslide.sdk.MetricPublisher;
import dev.backslide.sdk.RunContext;
import dev.backslide.sdk.VerdictOutcome;
import dev.backslide.sdk.VerdictOutcome.Received;
import dev.backslide.sdk.tracker.PerformanceRegressionTracker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The commands by which people handle alerts, on a running pipeline. */
@TestInstance(Lifecycle.PER_CLASS)
class AlertHandlingCommandsIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Configuration configuration =
            Configuration.builder().set(Setting.DETECTOR, DetectorKind.PREVIOUS).build();
    private final Path folder;
    private final DataFolder data;
    private final LocalPipeline pipeline;
    private final ReportingPublisher publishing;

    AlertHandlingCommandsIT(@TempDir Path folder) {
        this.folder = folder;
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
    void alert_handled_showsEachStepWithWhoAndWhy() {
        regression("handled");
        String id = alertOf("shop:handled");

        Run ack = run("ack", id, "--reason", "bisecting");
        assertThat(ack.code()).as(ack.err()).isZero();
        assertThat(ack.out()).contains("CRITICAL  shop:handled", "acknowledged by anna: bisecting");
        Run snooze = run("snooze", id, "--for", "30000d", "--by", "bert");
        assertThat(snooze.out()).contains("snoozed until 2108-", "UTC by bert: snooze");
        Run expect = run("expect", id, "--reason", "the price of TLS");
        assertThat(expect.out()).contains("expected by anna: the price of TLS");

        Run history = run("alerts", "--history", id);
        assertThat(history.out().lines().map(line -> line.replaceAll(" +", " ").strip()))
                .anyMatch(line -> line.startsWith("1 ") && line.contains(" open critical 150 detector"))
                .anyMatch(line -> line.startsWith("2 ") && line.endsWith("acknowledged critical 150 anna bisecting"))
                .anyMatch(
                        line -> line.startsWith("4 ") && line.endsWith("expected critical 150 anna the price of TLS"));
        Run again = run("ack", id);
        assertThat(again.code()).isEqualTo(ExitCode.FAILED);
        assertThat(again.errLines()).singleElement().asString().contains("is expected but only an alert that is open");
    }

    @Test
    void resetAlerts_closesWhatStands() {
        regression("reset");
        alertOf("shop:reset");

        Run reset = run("reset-alerts");

        assertThat(reset.code()).as(reset.err()).isZero();
        assertThat(reset.out()).contains("closed");
        assertThat(run("alerts").out()).doesNotContain("shop:reset");
        assertThat(run("reset-alerts").out()).contains("no alert is open");
    }

    @Test
    void baseline_setListedAndCleared_isToldEachTime() {
        record("pinned", 80);
        await().atMost(TIMEOUT).until(() -> run("stats", "shop:pinned").code() == 0);

        assertThat(run("baseline", "set", "shop:pinned").out()).isEqualTo("baseline of shop:pinned is 80\n");
        assertThat(run("baseline", "set", "shop:pinned", "--value", "100").out())
                .contains("is 100");
        assertThat(run("baseline", "list").out()).contains("shop:pinned");
        assertThat(run("stats", "shop:pinned").out()).contains("baseline  100 ms, latest is -20.0 % from it");
        assertThat(run("baseline", "clear", "shop:pinned").out()).isEqualTo("no baseline is pinned for shop:pinned\n");
        assertThat(run("baseline", "list").out()).doesNotContain("shop:pinned");
    }

    @Test
    void folder_withTheSameMeasurements_answersAsTheSink() {
        try (PerformanceRegressionTracker tracker = LocalTracking.tracker(
                        Run.context(folder, Map.of()), configuration, RunContext.UNKNOWN)
                .build()) {
            for (int day = 1; day <= 12; day++) {
                MetricEvent event = event(day);
                assertThat(publishing.publisher().recordAndAwait(event, TIMEOUT))
                        .isInstanceOf(Received.class);
                assertThat(tracker.addMetric(event)).isInstanceOf(Received.class);
            }
        }
        String id = alertOf("shop:same");

        assertSame("alerts", "--history", id, "--json");
        assertSame("stats", "shop:same", "--window", "5", "--json");
        assertSame("history", "shop:same", "--limit", "11", "--json");
    }

    private static MetricEvent event(int day) {
        return MetricEvent.builder("shop", "same", day < 12 ? 100.5 : 150, "ms")
                .eventId("same-" + day)
                .category("time")
                .timestamp(Run.NOW.minus(Duration.ofDays(13L - day)))
                .run(new dev.backslide.core.Run("run-" + day, "c0ffee" + day, null, "main", null))
                .metadata("hardware", "ci-4")
                .direction(Direction.LOWER_IS_BETTER)
                .thresholdPercent(7.5)
                .samples(List.of(99.0, 102.0))
                .build();
    }

    private void assertSame(String... args) {
        List<String> locally = new ArrayList<>(List.of(args));
        locally.addAll(List.of("--local", "performance_history"));
        Run local = Run.in(folder, locally.toArray(String[]::new));
        assertThat(local.code()).as(local.err()).isZero();
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(local.out()).isEqualTo(run(args).out()));
    }

    @Test
    void mistakes_areOneLineEach() {
        record("known", 1);
        await().atMost(TIMEOUT).until(() -> run("stats", "shop:known").code() == 0);

        assertThat(run("ack", "none").errLines()).singleElement().asString().contains("no alert has the id 'none'");
        assertThat(run("snooze", "none").code()).isEqualTo(ExitCode.FAILED);
        assertThat(run("baseline").errLines()).singleElement().asString().contains("set, clear or list is missing");
        assertThat(run("baseline", "set", "shop:knwon").errLines())
                .singleElement()
                .asString()
                .contains("nearest: shop:known");
    }

    private void regression(String name) {
        record(name, 100);
        record(name, 150);
    }

    private void record(String name, double value) {
        MetricPublisher publisher = publishing.publisher();
        VerdictOutcome outcome = publisher.recordAndAwait(
                publisher
                        .measurement("shop", name, value, "ms")
                        .category("time")
                        .build(),
                TIMEOUT);
        assertThat(outcome).isInstanceOf(Received.class);
    }

    /** The start of an alert's id, as the table shows it. */
    private String alertOf(String key) {
        await().atMost(TIMEOUT).until(() -> run("alerts").out().contains(key));
        return run("alerts")
                .out()
                .lines()
                .filter(line -> line.contains(key))
                .map(line -> line.substring(0, 8))
                .findFirst()
                .orElseThrow();
    }

    private Run run(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        if (args.length > 1 || !args[0].equals("baseline")) {
            all.addAll(List.of("--sink-url", pipeline.sinkUrl()));
        }
        return Run.in(folder, Map.of("USER", "anna"), all.toArray(String[]::new));
    }
}
