package dev.backslide.cli.backtest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backslide.cli.Run;
import dev.backslide.cli.output.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code backtest} against what the product does with the same file. */
class AlertBacktestTest {

    private static final Instant START = Instant.parse("2025-01-01T02:00:00Z");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void alerts_areTheProducts_withWhatBecameOfThem() throws IOException {
        write("history.csv", "name,commit,timestamp,value,unit", lives());
        Run.in(folder, "replay", "history.csv", "--local");

        JsonNode backtest = json("backtest", "history.csv", "--json").path("alerts");
        JsonNode product = json(
                        "alerts", "--local", "performance_history", "--state", "all", "--limit", "100", "--json")
                .path("alerts");

        assertThat(told(backtest, "series_id", "before", "after"))
                .containsExactlyInAnyOrderElementsOf(told(product, "series_key", "previous_value", "current_value"));
        assertThat(backtest)
                .extracting(alert -> alert.path("state").asText())
                .contains("open", "resolved", "withdrawn");
    }

    @Test
    void youngSeries_withAJump_isAnAlert() throws IOException {
        write("young.csv", "name,commit,timestamp,value,unit", List.of("s,c0,%s,100,ms", "s,c1,%s,120,ms"));

        assertThat(Run.in(folder, "backtest", "young.csv").out())
                .contains("1 series, 2 measurements, 1 alert (1 open)")
                .containsPattern("CRITICAL +young:s +\\+20\\.0 % +100 +120 +1 +1 +2025-01-02 +c0\\.\\.c1 +open");
    }

    @Test
    void measurementsWithoutDirection_areJudgedBothWays_andItIsSaid() throws IOException {
        write("plain.csv", "name,commit,timestamp,value", List.of("s,c0,%s,100", "s,c1,%s,120", "s,c2,%s,90"));

        assertThat(Run.in(folder, "backtest", "plain.csv").out())
                .contains(
                        "3 measurements have no known direction and were judged both ways; the detector raises no alert");
    }

    @Test
    void rows_inAnyOrder_areMeasuredInTheOrderOfTheirTimes() throws IOException {
        List<String> rows = step("s", 30, 60);
        write("asc.csv", "name,commit,timestamp,value,unit", rows);
        List<String> lines = new ArrayList<>(Files.readAllLines(folder.resolve("asc.csv")));
        String moved = lines.remove(20);
        lines.add(25, moved);
        Files.write(folder.resolve("late.csv"), lines);

        Run late = Run.in(folder, "backtest", "late.csv");

        assertThat(late.err())
                .contains("1 row is earlier than a row before it")
                .contains("each was placed by its time");
        assertThat(late.out()).contains("c29..c30");
    }

    private static List<String> told(JsonNode alerts, String key, String before, String after) {
        List<String> told = new ArrayList<>();
        alerts.forEach(alert -> told.add(String.join(
                "|",
                alert.path(key).asText(),
                alert.path("state").asText(),
                alert.path("severity").asText(),
                alert.path(before).asText(),
                alert.path(after).asText(),
                alert.path("last_good_commit").asText(),
                alert.path("first_bad_commit").asText())));
        return told;
    }

    /** A step that stays, one that goes, and a young series that jumps once. */
    private static List<String> lives() {
        List<String> rows = new ArrayList<>(step("stays", 30, 60));
        rows.addAll(step("goes", 30, 60));
        rows.addAll(step("goes", 0, 0));
        for (int i = 60; i < 100; i++) {
            rows.add("goes,c" + i + ",%s," + (100 + i % 3) + ",ms");
        }
        rows.add("jumps,c0,%s,22.6,ms");
        rows.add("jumps,c1,%s,27,ms");
        rows.add("jumps,c2,%s,22.5,ms");
        return rows;
    }

    private static List<String> step(String name, int at, int length) {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            rows.add(name + ",c" + i + ",%s," + (i < at ? 100 + i % 3 : 150 + i % 3) + ",ms");
        }
        return rows;
    }

    /** Each series has a row a day. */
    private void write(String name, String header, List<String> rows) throws IOException {
        List<String> lines = new ArrayList<>(List.of(header));
        for (String row : rows) {
            int day = Integer.parseInt(row.split(",", -1)[1].substring(1));
            lines.add(row.formatted(START.plus(Duration.ofDays(day))));
        }
        Files.write(folder.resolve(name), lines);
    }

    private JsonNode json(String... args) throws IOException {
        return Json.parse(Run.in(folder, args).out());
    }
}
