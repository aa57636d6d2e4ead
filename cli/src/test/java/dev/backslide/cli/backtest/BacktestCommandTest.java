package dev.backslide.cli.backtest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.backslide.cli.LabelledFiles;
import dev.backslide.cli.Run;
import dev.backslide.cli.context.ExitCode;
import dev.backslide.cli.output.Json;
import dev.backslide.core.detection.changepoint.LevelChange;
import dev.backslide.core.detection.evaluation.Backtest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class BacktestCommandTest {

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"ci_hyper", "synthd"})
    void levelAligned_alertsAsTheReferenceDoes(String set) {
        Run run = backtest(LabelledFiles.data(set), "--detector", "level-aligned", "--out", "alerts.csv");

        assertThat(run.code()).isZero();
        assertThat(LabelledFiles.alerts(folder.resolve("alerts.csv"))).isEqualTo(LabelledFiles.referenceAlerts(set));
    }

    /** The protocol's own scorer prints these figures for the alerts that are written. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ci_hyper | level-aligned | all   27 21 19 0 2 0 1.0000 0.9048 0.9500 0.9000 0.000 7.21 1.00",
                "synthd | level-aligned | all    300 349 268 11 81 2 0.9606 0.7679 0.8535 0.7866 0.147 5.92 1.01",
                "synthd | level-aligned | sticky 15 15 9 6 6 0 0.6000 0.6000 0.6000 0.5333 1.520 7.56 1.00",
                "ci_hyper | previous | hyper 27 21 21 2580 0 46 0.0081 1.0000 0.0160 0.0152 513.331 1.43 3.19",
                "synthd | previous | all   300 349 264 16131 85 1575 0.0161 0.7564 0.0315 0.0291 216.007 0.80 6.97",
                "synthd | previous | counter 18 25 0 0 25 0 1.0000 0.0000 0.0000 0.0000 0.000 - -",
            })
    void figures_areTheProtocols(String set, String detector, String expected) {
        Run run = backtest(LabelledFiles.data(set), "--labels", LabelledFiles.labels(set), "--detector", detector);

        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines().map(line -> line.replaceAll(" +", " "))).contains(expected.replaceAll(" +", " "));
    }

    /** The detector's own replay over a broker is held to the same backtest. */
    @Test
    void adaptive_alertsAsTheDetectorIsHeldTo() throws IOException {
        Backtest backtest = new Backtest();
        List<String> expected = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(LabelledFiles.data("ci_hyper"))).stream()
                .skip(1)
                .toList()) {
            String[] cells = line.split(",", -1);
            LevelChange change = backtest.next(cells[0], Double.parseDouble(cells[2]));
            if (change != null) {
                expected.add(cells[0] + "," + change.index() + "," + change.changePoint() + ","
                        + (change.up() ? "up" : "down"));
            }
        }
        backtest(LabelledFiles.data("ci_hyper"), "--out", "alerts.csv");

        assertThat(LabelledFiles.alerts(folder.resolve("alerts.csv"))).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void index_isTheFilesOwn_orCountedFromZero() throws IOException {
        String values = step(30, 60);
        write("own.csv", "series_id,index,value\n" + numbered(values, 1_000));
        write("timed.csv", "name,timestamp,value\n" + numbered(values, 1_000));

        assertThat(alerts("own.csv")).singleElement().asString().matches("s,10\\d\\d,1030,up");
        assertThat(alerts("timed.csv")).singleElement().asString().matches("timed:s,\\d\\d,30,up");
    }

    @Test
    void index_withAGap_isTheFilesOnBothSides() throws IOException {
        StringBuilder rows = new StringBuilder("series_id,index,value\n");
        String[] values = step(30, 60).split(" ", -1);
        for (int i = 0; i < values.length; i++) {
            rows.append("s,")
                    .append(i < 30 ? i : i + 500)
                    .append(',')
                    .append(values[i])
                    .append('\n');
        }
        write("gap.csv", rows.toString());

        assertThat(alerts("gap.csv")).singleElement().asString().matches("s,5\\d\\d,530,up");
    }

    @Test
    void seriesId_withCommaAndQuote_isQuoted() throws IOException {
        String rows = numbered(step(30, 60), 0).replaceAll("(?m)^s,", "\"a,\"\"b\",");
        write("odd.csv", "series_id,index,value\n" + rows);

        assertThat(alerts("odd.csv")).singleElement().asString().startsWith("\"a,\"\"b\",");
    }

    @Test
    void brokenRows_areKeptAndTheRestIsTested() throws IOException {
        write("bad.csv", "series_id,index,value\n" + numbered(step(30, 60), 0) + "s,60,NaN\ns,x,1\n");
        Run run = backtest("bad.csv", "--changes");

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.out()).contains("1 series, 60 measurements, 1 change confirmed");
        assertThat(run.errLines())
                .anyMatch(line -> line.startsWith("backslide: bad.csv line 62: value was 'NaN'"))
                .anyMatch(line -> line.contains("line 63: index was 'x'"))
                .anyMatch(line -> line.contains("2 rows were rejected and kept in bad.rejected.csv"));
        assertThat(folder.resolve("bad.rejected.csv")).content().contains("s,60,NaN");
    }

    @Test
    void rowsOutOfOrder_areNamed_repeatedOnesCountOnce() throws IOException {
        write("late.csv", "series_id,index,value\ns,1,1\ns,1,1\ns,0,1\n");
        Run run = backtest("late.csv");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("2 measurements");
        assertThat(run.err())
                .contains("1 row repeats the row before it and counts once")
                .contains(
                        "1 row is earlier than a row before it in its series (the first is line 4); each was placed by its time");
    }

    @Test
    void json_hasFiguresAndAlerts() throws JsonProcessingException {
        JsonNode node = Json.parse(backtest(
                        LabelledFiles.data("ci_hyper"),
                        "--labels",
                        LabelledFiles.labels("ci_hyper"),
                        "--detector",
                        "level-aligned",
                        "--json")
                .out());

        assertThat(node.at("/alerts").size()).isEqualTo(32);
        assertThat(node.at("/figures/0/family").asText()).isEqualTo("all");
        assertThat(node.at("/figures/0/f1_at_20").asDouble()).isCloseTo(0.95, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "none.csv | file '.*none.csv' cannot be read \\(no such file or folder\\).*",
                "ok.csv --detector adaptve | --detector was 'adaptve' but it must be one of adaptive, previous, "
                        + "level-aligned; did you mean 'adaptive'\\?",
                "ok.csv --threshold -1 | --threshold was '-1' but it must be a percentage above 0.*",
                "ok.csv --compare previous:x | --compare was 'previous:x' but what follows the colon must be.*",
                "ok.csv --compare level-aligned | detector 'level-aligned' confirms changes but raises no alerts.*",
                "ok.csv --aa --compare previous | --aa and --compare were both given.*",
                "ok.csv --aa --out x.csv | --aa was given with --out.*",
                "ok.csv --aa --shuffles 0 | --shuffles was '0' but it must be 1 to 100000",
                "ok.csv --limit -1 | --limit was '-1' but it must be 0 or more",
                "ok.csv --out no/such/x.csv | alerts cannot be written to .*its folder does not exist.*",
                "ok.csv --out . | alerts cannot be written to .*it is a folder.*",
                "ok.csv --out ok.csv | alerts cannot be written to .*it is the file that is tested.*",
                "ok.csv --labels none.json | file '.*none.json' cannot be read.*",
                "ok.csv --labels ok.csv | labels '.*ok.csv' cannot be used \\(it is not JSON, or cut off, at line 1, column \\d+\\); correct them",
                "ok.csv --labels other.json | no series of the file has labels: the file has 's', the labels have 'other'.*",
                "torn.csv.gz | file '.*torn.csv.gz' cannot be read.*",
            })
    void mistakes_areOneLineThatNamesTheOffender(String arguments, String expected) throws IOException {
        write("ok.csv", "series_id,index,value\ns,0,1\n");
        write("other.json", "{\"other\": {\"n\": 1, \"cps\": []}}");
        Files.write(folder.resolve("torn.csv.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0, 0});
        Run run = backtest(arguments.split(" ", -1));

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.errLines()).singleElement().asString().matches("backslide: " + expected);
    }

    @Test
    void labels_thatDoNotFitTheFile_areWarnings() throws IOException {
        write("two.csv", "series_id,index,value\na,0,1\nb,0,1\n");
        write("two.json", "{\"a\": {\"n\": 5}, \"c\": {\"n\": 3, \"cps\": [{\"index\": 2}]}}");
        Run run = backtest("two.csv", "--labels", "two.json");

        assertThat(run.code()).isZero();
        assertThat(run.errLines())
                .containsExactly(
                        "backslide: series 'b' is without labels: its alerts are not scored",
                        "backslide: series 'c' is in the labels but not in the file: its changes count as missed",
                        "backslide: series 'a' has 1 measurement but its labels say n = 5");
    }

    @Test
    void compare_listsWhatComesAndGoes() throws IOException {
        String values = step(30, 60) + " 140 100 140 100";
        write("c.csv", "series_id,index,value\n" + numbered(values, 0));
        Run run = backtest("c.csv", "--compare", "previous:10", "--direction", "lower");

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("1 the same, 0 of them of another severity")
                .containsPattern("\\+ +\\d+ only of previous at 10 %")
                .contains("+ s at 62 (change point 62):")
                .contains("    adaptive at 5 %: REGRESSION, it is worse than the last accepted level")
                .contains("its alert is open already");
        JsonNode json = Json.parse(backtest("c.csv", "--compare", "previous:10", "--direction", "lower", "--json")
                .out());
        assertThat(json.at("/same").asInt()).isEqualTo(1);
        assertThat(json.at("/second/only/0/index").asInt()).isEqualTo(62);
    }

    @Test
    void compare_withoutDirection_saysThatBothWaysCount() throws IOException {
        write("c.csv", "series_id,index,value\n" + numbered(step(30, 60), 0));

        assertThat(backtest("c.csv", "--compare", "adaptive:50").out())
                .contains("60 measurements have no known direction");
    }

    @Test
    void stabilityCheck_ofRealSeries_expectsFewAlarmsOfTheDefaultAndManyOfThePreviousRule() throws IOException {
        JsonNode adaptive = Json.parse(backtest("--aa", LabelledFiles.data("ci_hyper"), "--shuffles", "2", "--json")
                .out());
        JsonNode previous = Json.parse(
                backtest("--aa", LabelledFiles.data("ci_hyper"), "--shuffles", "2", "--json", "--detector", "previous")
                        .out());

        assertThat(adaptive.at("/false_alerts/watched").asLong()).isGreaterThan(10_000);
        assertThat(adaptive.at("/false_alerts/per_1000").asDouble()).isLessThan(1);
        assertThat(adaptive.at("/false_alerts/per_series_and_year").isNull()).isTrue();
        assertThat(previous.at("/false_alerts/per_1000").asDouble()).isGreaterThan(300);
        assertThat(previous.at("/false_suspects").isMissingNode()).isTrue();
    }

    @Test
    void stabilityCheck_withTimes_expectsPerYear() throws IOException {
        StringBuilder rows = new StringBuilder("name,timestamp,value,unit\n");
        for (int day = 0; day < 100; day++) {
            rows.append("s,")
                    .append(1_600_000_000L + 86_400L * day)
                    .append(',')
                    .append(100 + day % 7)
                    .append(",ms\n");
        }
        write("daily.csv", rows.toString());
        Run run = backtest("--aa", "daily.csv", "--detector", "previous", "--threshold", "0.1");

        assertThat(run.out())
                .contains("1 of 1 series have such a stretch")
                .containsPattern("false alerts.* \\d\\d\\d\\n");
    }

    private Run backtest(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "backtest";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Run.in(folder, all);
    }

    private List<String> alerts(String file) {
        assertThat(backtest(file, "--out", "alerts.csv").code()).isZero();
        return LabelledFiles.alerts(folder.resolve("alerts.csv"));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    /** Around 100, and around 150 from {@code at} on. */
    private static String step(int at, int length) {
        StringBuilder values = new StringBuilder();
        for (int i = 0; i < length; i++) {
            values.append(i == 0 ? "" : " ").append(i < at ? 100 + i % 3 : 150 + i % 3);
        }
        return values.toString();
    }

    private static String numbered(String values, int first) {
        StringBuilder rows = new StringBuilder();
        int index = first;
        for (String value : values.split(" ", -1)) {
            rows.append("s,").append(index++).append(',').append(value).append('\n');
        }
        return rows.toString();
    }
}
