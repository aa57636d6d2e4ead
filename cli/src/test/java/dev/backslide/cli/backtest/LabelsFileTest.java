package dev.backslide.cli.backtest;

import dev.backslide.cli.context.CommandFailure;
import dev.backslide.core.detection.evaluation.MeasurementRange;
import dev.backslide.core.detection.evaluation.SeriesLabels;
import dev.backslide.core.detection.evaluation.TrueChange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LabelsFileTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void labels_read_haveTheirDefaults() throws IOException {
        Map<String, SeriesLabels> labels = read("""
                {"a": {"n": 200, "family": "f", "cps": [{"index": 50}, {"index": 90, "end": 95, "snr": 2.5},
                  {"index": 120, "snr": 9, "care": false}], "ignore": [[1, 4]], "other": {}}, "b": {"n": 10}}
                """);

        assertThat(labels.get("a"))
                .isEqualTo(new SeriesLabels(
                        "f",
                        200,
                        List.of(
                                new TrueChange(50, 50, TrueChange.UNKNOWN_SNR),
                                new TrueChange(90, 95, 2.5),
                                new TrueChange(120, 120, 0)),
                        List.of(new MeasurementRange(1, 4))));
        assertThat(labels.get("b")).extracting(SeriesLabels::family).isEqualTo("none");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[] | were no object by series id",
                "{} | were no object by series id",
                "{\"a\": {}} | series 'a': n was missing but it must be a whole number from 0",
                "{\"a\": {\"n\": -1}} | series 'a': n was '-1'",
                "{\"a\": {\"n\": 1, \"cps\": 3}} | series 'a': cps was '3' but it must be a list",
                "{\"a\": {\"n\": 1, \"cps\": [{}]}} | series 'a': index was missing",
                "{\"a\": {\"n\": 1, \"cps\": [{\"index\": 1.5}]}} | series 'a': index was '1.5'",
                "{\"a\": {\"n\": 1, \"cps\": [{\"index\": 1, \"snr\": \"x\"}]}} | series 'a': snr was '\"x\"'",
                "{\"a\": {\"n\": 1, \"ignore\": [[1]]}} | series 'a': ignore had '[1]' but it must be [first, last]",
            })
    void labels_thatAreNone_areNamedWithTheirSeries(String text, String expected) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(CommandFailure.class).hasMessageContaining(expected);
    }

    private Map<String, SeriesLabels> read(String text) throws IOException {
        return LabelsFile.read(Files.writeString(folder.resolve("l.json"), text));
    }
}
