package dev.backslide.gate;

import dev.backslide.sdk.internal.run.ResultJson;
import dev.backslide.sdk.tracker.MeasurementResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class ResultsReaderTest {

    @TempDir
    private Path folder = Path.of("");

    private final List<String> problems = new ArrayList<>();

    @Test
    void line_writtenAndRead_isTheSame() {
        MeasurementResult suspect = Results.suspect("shop:checkout");
        ResultsReader file = ResultsReader.open(folder.resolve("results.jsonl"));
        Results.write(file.path(), suspect);

        assertThat(file.read(problems).values()).containsExactly(suspect);
        assertThat(problems).isEmpty();
    }

    @Test
    void file_thatNobodyWrote_isEmpty() {
        assertThat(ResultsReader.open(folder.resolve("none")).read(problems)).isEmpty();
    }

    @Test
    void linesOfAnEarlierRun_doNotCount() throws IOException {
        Path path = Results.write(folder.resolve("results.jsonl"), Results.pass("m:old"));
        ResultsReader file = ResultsReader.open(path);
        Files.writeString(path, ResultJson.toJson(Results.pass("m:new")) + "\n", StandardOpenOption.APPEND);

        assertThat(file.read(problems).values())
                .extracting(MeasurementResult::metricKey)
                .containsExactly("m:new");
    }

    @Test
    void event_namedTwice_countsOnceWithItsAnswer() {
        ResultsReader file = ResultsReader.open(folder.resolve("results.jsonl"));
        Results.write(file.path(), Results.unanswered("m:a"), Results.pass("m:a"), Results.unanswered("m:a"));

        assertThat(file.read(problems).values()).containsExactly(Results.pass("m:a"));
    }

    @Test
    void reasonCode_decidesWhatIsNew_whateverTheSentenceSays() throws IOException {
        ResultsReader file = ResultsReader.open(folder.resolve("results.jsonl"));
        Files.writeString(file.path(), inconclusive("\"FIRST_MEASUREMENT\"", "nothing came before it"));

        assertThat(status(file)).isEqualTo(GateStatus.NEW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"A_LATER_CODE\"", "\"UNKNOWN_DIRECTION\""})
    void otherReasonCode_isUnjudged_whateverTheSentenceSays(String code) throws IOException {
        ResultsReader file = ResultsReader.open(folder.resolve("results.jsonl"));
        Files.writeString(file.path(), inconclusive(code, "first measurement of this series"));

        assertThat(status(file)).isEqualTo(GateStatus.UNJUDGED);
    }

    private GateStatus status(ResultsReader file) {
        MeasurementResult measured = file.read(problems).values().iterator().next();
        return GateRule.of(true).statusOf(measured);
    }

    private static String inconclusive(String code, String reason) {
        return "{\"event_id\":\"e\",\"model_name\":\"m\",\"name\":\"n\",\"value\":1.0,\"verdict\":\"INCONCLUSIVE\",\"reason_code\":"
                + code + ",\"reason\":\"" + reason + "\"}\n";
    }

    @Test
    void brokenLine_isAProblemAndTheRestCounts() throws IOException {
        ResultsReader file = ResultsReader.open(folder.resolve("results.jsonl"));
        Files.writeString(
                file.path(),
                "{\"event_id\": \"torn\n" + ResultJson.toJson(Results.pass("m:a")) + "\n"
                        + "{\"event_id\":\"e\",\"model_name\":\"m\",\"name\":\"n\"}\n"
                        + "{\"event_id\":\"f\",\"model_name\":\"m\",\"name\":\"n\",\"value\":1,\"verdict\":\"GREAT\"}\n");

        assertThat(file.read(problems)).hasSize(1);
        assertThat(problems).hasSize(3).first().asString().contains("line 1").contains("is not the result");
    }
}
