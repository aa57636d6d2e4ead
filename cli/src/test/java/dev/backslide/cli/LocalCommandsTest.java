package dev.backslide.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backslide.cli.context.ExitCode;
import dev.backslide.cli.output.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** What a local tracker's folder says of itself, and what people do about its alerts, without a sink. */
class LocalCommandsTest {

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void recordARegression() {
        record("checkout", 100, "2026-05-01T00:00:00Z");
        record("checkout", 101, "2026-05-02T00:00:00Z");
        record("checkout", 150, "2026-05-03T00:00:00Z");
        record("search", 20, "2026-05-03T00:00:00Z");
    }

    @Test
    void explain_saysWhyItAlerted_inWordsAndAsJson() throws IOException {
        assertThat(run("explain", "shop:checkout").out())
                .startsWith("shop:checkout\n")
                .contains("REGRESSION (critical)")
                .contains("threshold  5 %, from the configuration");
        assertThat(json("explain", "shop:checkout").path("verdict").asText()).isEqualTo("REGRESSION");
    }

    @Test
    void explain_judgesUnderTheConfigurationsPolicies() throws IOException {
        Files.writeString(folder.resolve("performance_regression_config.ini"), "[thresholds]\ncheckout = 60\n");

        assertThat(run("explain", "shop:checkout").out()).contains("PASS", "threshold  60 %");
    }

    @Test
    void alerts_areListed_byStateAndSeverity() throws IOException {
        assertThat(run("alerts").out()).contains("CRITICAL  shop:checkout", "+48.5 %", "open");
        assertThat(run("alerts", "--severity", "info").out()).startsWith("no open alerts");
        assertThat(run("alerts", "--state", "resolved").out()).startsWith("no resolved alerts");
        JsonNode page = json("alerts", "--state", "all");
        assertThat(page.path("total").asInt()).isEqualTo(1);
        assertThat(page.at("/alerts/0/previous_value").asDouble()).isEqualTo(101);
    }

    @Test
    void stats_andHistory_tellTheNewest() throws IOException {
        assertThat(run("stats", "shop:checkout", "--window", "2").out())
                .startsWith("shop:checkout, newest 2 measurements\n")
                .contains("mean      125.5 ms");
        assertThat(json("stats", "shop:checkout").path("count").asInt()).isEqualTo(3);
        assertThat(run("history", "shop:checkout", "--limit", "2").out())
                .contains("2026-05-02T00:00:00", "the newest 2 of 3")
                .doesNotContain("2026-05-01");
        assertThat(json("history", "shop:checkout").at("/history/2/value").asDouble())
                .isEqualTo(150);
    }

    @ParameterizedTest
    @CsvSource({"md, performance_report.md", "html, performance_report.html"})
    void report_isWrittenInTheFormatAskedFor(String format, String file) {
        Run run = run("report", "--format", format, "--out", "reports");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(folder.resolve("reports").toFile().list()).containsExactly(file);
        assertThat(folder.resolve("reports").resolve(file)).content().contains("shop:checkout");
    }

    @Test
    void export_writesTheThreeFiles_elsewhereThanItReads() {
        Run run = run("export", "--out", "out");

        assertThat(run.out().lines())
                .containsExactly(
                        "measurements written to out/performance_metrics.csv",
                        "history written to out/metrics_history.json",
                        "alerts written to out/regression_alerts.json");
        assertThat(folder.resolve("out/performance_metrics.csv")).content().contains("shop,checkout,150.0,ms");
        assertThat(folder.resolve("out/regression_alerts.json")).content().contains("\"critical\"");
    }

    @Test
    void alert_handled_isToldWithWhoAndWhy() throws IOException {
        String id = alertId();

        assertThat(run("ack", id.substring(0, 8), "--reason", "bisecting").out())
                .contains("acknowledged by anna: bisecting");
        assertThat(run("snooze", id, "--for", "2d", "--by", "bert").out())
                .contains("snoozed until 2026-06-03T12:00:00 UTC by bert");
        assertThat(run("expect", id, "--reason", "the price of TLS").out())
                .contains("expected by anna: the price of TLS");

        assertThat(run("alerts", "--history", id)
                        .out()
                        .lines()
                        .map(line -> line.replaceAll(" +", " ").strip()))
                .anyMatch(line -> line.startsWith("1 2026-05-03T00:00:00 open critical 150 detector"))
                .anyMatch(line -> line.equals("2 2026-06-01T12:00:00 acknowledged critical 150 anna bisecting"))
                .anyMatch(line -> line.equals("4 2026-06-01T12:00:00 expected critical 150 anna the price of TLS"));
        Run again = run("ack", id);
        assertThat(again.code()).isEqualTo(ExitCode.FAILED);
        assertThat(again.errLines()).singleElement().asString().contains("none is open");
    }

    @Test
    void alert_expected_letsTheNewLevelPass() throws IOException {
        run("expect", alertId());

        assertThat(record("checkout", 151, "2026-05-04T00:00:00Z").out()).startsWith("PASS");
        assertThat(run("alerts").out()).startsWith("no open alerts");
    }

    @Test
    void resetAlerts_closesWhatStands() {
        assertThat(run("reset-alerts", "--reason", "new machines").out()).isEqualTo("1 alert closed\n");
        assertThat(run("reset-alerts").out()).isEqualTo("no alert is open\n");
        assertThat(run("alerts").out()).startsWith("no open alerts");
    }

    @Test
    void baseline_setListedAndCleared_isToldEachTime() throws IOException {
        assertThat(run("baseline", "list").out()).startsWith("no baseline is pinned");
        assertThat(run("baseline", "set", "shop:checkout").out()).isEqualTo("baseline of shop:checkout is 150\n");
        assertThat(run("baseline", "set", "shop:checkout", "--value", "100").out())
                .contains("is 100");
        assertThat(json("baseline", "list").at("/baselines/0/value").asDouble()).isEqualTo(100);
        assertThat(run("stats", "shop:checkout").out()).contains("baseline  100 ms, latest is +50.0 % from it");
        assertThat(run("baseline", "clear", "shop:checkout").out())
                .isEqualTo("no baseline is pinned for shop:checkout\n");
        assertThat(run("baseline", "list").out()).startsWith("no baseline is pinned");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            stats shop:chekout          | no series has the key 'shop:chekout'; nearest: shop:checkout, shop:search
            explain shop:chekout        | nearest: shop:checkout
            history shop:chekout        | nearest: shop:checkout
            baseline set shop:chekout   | nearest: shop:checkout
            baseline clear shop:chekout | nearest: shop:checkout
            ack none                    | no alert has the id 'none'; nearest:
            alerts --history none       | no alert has the id 'none'; nearest:
            alerts --state shut         | state was 'shut' but it must be one of open, all, acknowledged
            alerts --severity bad       | severity was 'bad' but it must be one of info, warning, critical
            alerts --limit 0            | limit was '0' but it must be a whole number of at least 1
            stats shop:search --window 0 | window was '0' but it must be a whole number of at least 1
            """)
    void mistake_isOneLineThatNamesIt(String line, String problem) {
        Run run = run(line.split(" ", -1));

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.errLines()).singleElement().asString().contains(problem);
    }

    @Test
    void folder_notThereOrWithoutAJournal_isRefusedAndNotMade() throws IOException {
        Files.createDirectory(folder.resolve("empty"));

        assertThat(Run.in(folder, "alerts", "--local", "nowhere").errLines())
                .singleElement()
                .asString()
                .contains("nowhere' does not exist; name the folder of a local tracker");
        assertThat(Run.in(folder, "alerts", "--local", "empty").errLines())
                .singleElement()
                .asString()
                .contains("empty' has no journal; record in it first");
        assertThat(folder.resolve("nowhere")).doesNotExist();
        assertThat(folder.resolve("empty")).isEmptyDirectory();
    }

    @Test
    void tracker_saidToBeLocal_isAskedWithoutTheOption_unlessASinkIsNamed() {
        Map<String, String> local = Map.of("BACKSLIDE_TRACKER", "local");

        assertThat(Run.in(folder, local, "alerts").out()).contains("shop:checkout");
        assertThat(Run.in(folder, local, "prune", "--keep", "2", "--dry-run").out())
                .startsWith("1 measurement would be dropped");
        assertThat(Run.in(folder, local, "alerts", "--sink-url", "http://127.0.0.1:1")
                        .errLines())
                .singleElement()
                .asString()
                .contains("no sink answers");
    }

    @ParameterizedTest
    @ValueSource(strings = {"alerts", "report", "reset-alerts"})
    void sink_notThere_namesTheFolderWhereThereIsOne(String command) {
        assertThat(Run.in(folder, command, "--sink-url", "http://127.0.0.1:1").errLines())
                .containsExactly(
                        "backslide: no sink answers at http://127.0.0.1:1; ask the local tracker's files with"
                                + " --local performance_history, start one with './backslide up', or name another with --sink-url");
    }

    private String alertId() throws IOException {
        return json("alerts").at("/alerts/0/alert_id").asText();
    }

    private Run record(String name, double value, String time) {
        Run run = Run.in(
                folder,
                ("record --local --model shop --name " + name + " --unit ms --category time --value " + value
                                + " --timestamp " + time)
                        .split(" ", -1));
        assertThat(run.code()).as(run.err()).isZero();
        return run;
    }

    private JsonNode json(String... args) throws IOException {
        List<String> all = new ArrayList<>(Arrays.asList(args));
        all.add("--json");
        return Json.parse(run(all.toArray(String[]::new)).out());
    }

    private Run run(String... args) {
        List<String> all = new ArrayList<>(Arrays.asList(args));
        all.addAll(List.of("--local", "performance_history"));
        return Run.in(folder, Map.of("USER", "anna"), all.toArray(String[]::new));
    }
}
