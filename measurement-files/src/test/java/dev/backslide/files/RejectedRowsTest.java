package dev.backslide.files;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

class RejectedRowsTest {

    @Test
    void rows_written_standBelowTheirReasons(@TempDir Path folder) throws IOException {
        RejectedRows rows = new RejectedRows();
        rows.add(new RejectedRow(3, "a,0,abc", "value was 'abc'"));
        Path file = folder.resolve("rejected.csv");

        rows.write("series_id,index,value", file);

        assertThat(file).hasContent("series_id,index,value\n# line 3: value was 'abc'\na,0,abc\n");
    }

    @Test
    void rows_ofUnreadableBytes_areKeptAsTheyWere(@TempDir Path folder) throws IOException {
        RejectedRows rows = new RejectedRows();
        rows.add(new RejectedRow(2, "lat\u00e9ncy,0,1", "not UTF-8"));
        Path file = folder.resolve("rejected.csv");

        rows.write("series_id,index,value", file);

        assertThat(Files.readString(file)).contains("lat\u00e9ncy,0,1");
    }

    @ParameterizedTest
    @CsvSource({
        "hist.csv, hist.rejected.csv",
        "hist.csv.gz, hist.rejected.csv",
        "hist.rejected.csv, hist.rejected-2.csv",
        "hist.rejected-2.csv, hist.rejected-3.csv"
    })
    void rows_rejectedAgain_areKeptUnderANumber(String file, String kept, @TempDir Path folder) {
        RejectedRows rows = new RejectedRows();
        rows.add(new RejectedRow(2, "x", "broken"));

        rows.keep("series_id,index,value", folder.resolve(file), null, Path::toString);

        assertThat(folder.toFile().list()).containsExactly(kept);
        assertThat(MeasurementInput.model(Path.of(kept))).isEqualTo("hist");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | 1 row was rejected and kept in f.rejected.csv; correct and replay it",
                "2 | 2 rows were rejected and kept in f.rejected.csv; correct and replay them"
            })
    void rows_rejected_areToldInTheNumberThatTheyHave(int count, String told, @TempDir Path folder) {
        RejectedRows rows = new RejectedRows();
        for (int i = 0; i < count; i++) {
            rows.add(new RejectedRow(i + 2, "x", "broken"));
        }

        assertThat(rows.keep(
                        "series_id,index,value",
                        folder.resolve("f.csv"),
                        null,
                        kept -> String.valueOf(folder.relativize(kept))))
                .endsWith(told);
    }

    @Test
    void problems_ofManyRows_areCutToTwenty() {
        RejectedRows rows = new RejectedRows();
        for (int line = 2; line < 102; line++) {
            rows.add(new RejectedRow(line, "x", "broken"));
        }

        assertThat(rows.problems("f.csv"))
                .hasSize(21)
                .startsWith("f.csv line 2: broken")
                .endsWith("f.csv: and 80 more rows like these");
    }
}
