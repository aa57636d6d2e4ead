package dev.backslide.core.report;

import dev.backslide.core.MetricKey;
import dev.backslide.core.SeriesKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import static org.assertj.core.api.Assertions.assertThat;

class CsvExportTest {

    /** The specification's sample, its dates in UTC: it prints local ones. */
    private static final String SPECIFICATION_SAMPLE = """
            Model Name,Metric Name,Value,Unit,Category,Timestamp,Date Time
            my_model,inference_speed,140.0,tokens/sec,performance,1697385600.0,2023-10-15T16:00:00
            another_model,memory_usage,550.0,MB,memory,1697385660.0,2023-10-15T16:01:00
            """;

    @Test
    void rows_specificationsSample_areTheSameText() throws IOException {
        StringBuilder out = new StringBuilder();
        CsvExport csv = new CsvExport(out);
        csv.row(
                "my_model:inference_speed",
                "my_model",
                140,
                "tokens/sec",
                "performance",
                Instant.ofEpochSecond(1_697_385_600));
        csv.row(
                "another_model:memory_usage",
                "another_model",
                550,
                "MB",
                "memory",
                Instant.ofEpochSecond(1_697_385_660));

        assertThat(out).hasToString(SPECIFICATION_SAMPLE);
    }

    @Test
    void row_negativeValue_isNoFormula() throws IOException {
        StringBuilder out = new StringBuilder();
        new CsvExport(out).row("m:n", "m", -1.5, "%", "performance", Instant.EPOCH);

        assertThat(out).endsWith("m,n,-1.5,%,performance,0.0,1970-01-01T00:00:00\n");
    }

    @Test
    void rows_ofTwoSeriesOfOneMetric_areToldApart_andReadAsTwoMetrics() throws IOException {
        SeriesKey dimensioned = new SeriesKey(MetricKey.parse("app:lat"), new TreeMap<>(Map.of("pod", "a")));
        SeriesKey lookalike = SeriesKey.of(new MetricKey("app", "lat{pod=a}"));
        StringBuilder out = new StringBuilder();
        CsvExport csv = new CsvExport(out);
        for (SeriesKey key : List.of(dimensioned, lookalike)) {
            csv.row(key.toString(), "app", 1, "s", "time", Instant.EPOCH);
        }

        assertThat(out).contains("\napp,lat{pod=a},1.0,s,", "\napp,lat\\{pod=a},1.0,s,");
        assertThat(SeriesKey.nameOf(SeriesKey.nameIn(lookalike.toString()))).isEqualTo("lat{pod=a}");
        assertThat(SeriesKey.nameOf(SeriesKey.nameIn(dimensioned.toString()))).isEqualTo("lat{pod=a}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@sum", "\tx"})
    void cell_formula_getsApostrophe_andIsReadWithout(String text) {
        assertThat(CsvExport.cell(text)).isEqualTo("'" + text);
        assertThat(CsvExport.text(CsvExport.cell(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'=quoted",
                "''",
                "it's",
                "plain",
                "",
                "x;=1",
                "x;'=1",
                "\u00a0=1+1",
                "\u200b'=1",
                "\"=1\"",
                "a,\n-b",
                "'' =",
                " '=",
                "\t\t=",
                ";;'';=",
                "'",
                "x;'",
                "\uff1d1+1"
            })
    void cell_readBack_isTheText(String text) {
        assertThat(CsvExport.text(CsvExport.guard(text))).isEqualTo(text);
    }

    @Test
    void cell_separatorsAndQuotes_areQuoted() {
        assertThat(CsvExport.cell("a,b")).isEqualTo("\"a,b\"");
        assertThat(CsvExport.cell("say \"hi\"")).isEqualTo("\"say \"\"hi\"\"\"");
        assertThat(CsvExport.cell(" padded")).isEqualTo("' padded");
        assertThat(CsvExport.cell("=a,b")).isEqualTo("\"'=a,b\"");
        assertThat(CsvExport.cell("plain text")).isEqualTo("plain text");
    }
}
