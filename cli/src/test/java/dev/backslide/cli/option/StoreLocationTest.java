package dev.backslide.cli.option;

import dev.backslide.cli.Run;
import dev.backslide.cli.option.StoreLocation.How;
import dev.backslide.cli.option.StoreLocation.Kind;
import dev.backslide.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class StoreLocationTest {

    private static final String RECORD = "record --model shop --name checkout --value 10 --unit ms";

    @TempDir
    private Path folder = Path.of("");

    /** What is there: F a folder, S a sink that listens. */
    @ParameterizedTest
    @CsvSource({
        "'', '', NONE, FOUND",
        "S, '', PIPELINE, FOUND",
        "F, '', FOLDER, FOUND",
        "FS, '', FOLDER, FOUND",
        "FS, BACKSLIDE_TRACKER=kafka, PIPELINE, SETTING",
        "S, BACKSLIDE_TRACKER=local, FOLDER, SETTING",
        "F, BACKSLIDE_BOOTSTRAP_SERVERS=kafka:9092, PIPELINE, SETTING",
        "F, BACKSLIDE_SINK_URL=http://sink:8642, PIPELINE, SETTING",
    })
    void place_withoutOptions_isOneRule(String there, String variable, Kind kind, How how) {
        if (there.contains("F")) {
            Run.in(folder, (RECORD + " --local").split(" ", -1));
        }
        String[] said = variable.split("=", -1);
        Map<String, String> variables = variable.isEmpty() ? Map.of() : Map.of(said[0], said[1]);
        Configuration configuration =
                Configuration.builder().variables(variables).workingDir(folder).build();

        assertThat(StoreLocation.of(
                        Run.context(folder, variables), configuration, false, false, url -> there.contains("S")))
                .isEqualTo(new StoreLocation(kind, how));
    }

    @Test
    void recordAndAlerts_useTheFolderThatIsThere_andSayIt() {
        Run.in(folder, (RECORD + " --local").split(" ", -1));
        Run recorded = Run.in(folder, RECORD.replace("10", "1000").split(" ", -1));
        Run alerts = Run.in(folder, "alerts");

        assertThat(recorded.out()).startsWith("REGRESSION (critical)  shop:checkout = 1000 ms");
        assertThat(recorded.errLines())
                .containsExactly(
                        "backslide: used the files in performance_history; --bootstrap-servers names a pipeline instead");
        assertThat(alerts.out()).contains("shop:checkout");
        assertThat(alerts.errLines())
                .containsExactly(
                        "backslide: used the files in performance_history; --sink-url names a pipeline instead");
    }

    @Test
    void folderThatIsNamed_isMeant_andNotSaidAgain() {
        Run run = Run.in(folder, (RECORD + " --storage-dir mine").split(" ", -1));

        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(folder.resolve("mine/journal.jsonl")).exists();
    }

    @Test
    void replay_ofAFileWithoutUnits_saysWhatToAdd() throws IOException {
        Files.writeString(folder.resolve("plain.csv"), "series_id,index,value\na,0,1\nb,0,2\n");

        assertThat(Run.in(folder, "replay", "plain.csv", "--local").errLines())
                .contains("backslide: the direction of 2 metrics is unknown (plain:a, plain:b), so they are recorded"
                        + " and never judged; add a column unit or --unit, --category (time, memory) or --direction");
        assertThat(Run.in(folder, "replay", "plain.csv", "--local", "--unit", "ms")
                        .err())
                .doesNotContain("which way");
    }
}
