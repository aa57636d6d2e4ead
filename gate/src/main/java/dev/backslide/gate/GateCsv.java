package dev.backslide.gate;

import dev.backslide.core.report.CsvExport;
import dev.backslide.sdk.tracker.MeasurementResult;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A gate's measurements as CSV, one a line. Stateless. */
final class GateCsv {

    private static final String HEADER =
            "counts_as,verdict,severity,model_name,name,series_key,baseline,value,unit,change_percent,threshold_percent,"
                    + "noise_percent,timestamp,event_id,reason\n";

    private GateCsv() {}

    static void write(GateResult result, Writer out) throws IOException {
        out.write(HEADER);
        for (GateResult.Row row : result.rows()) {
            out.write(line(row));
        }
    }

    private static String line(GateResult.Row row) {
        MeasurementResult measured = row.measured();
        return List.of(
                                row.status().name().toLowerCase(Locale.ROOT),
                                measured.verdict() == null
                                        ? ""
                                        : measured.verdict().name(),
                                measured.severity() == null
                                        ? ""
                                        : measured.severity().label(),
                                CsvExport.cell(measured.modelName()),
                                CsvExport.cell(measured.name()),
                                CsvExport.cell(measured.seriesKey()),
                                number(measured.baseline()),
                                number(measured.value()),
                                CsvExport.cell(measured.unit()),
                                number(measured.changePercent()),
                                number(measured.thresholdPercent()),
                                number(measured.noisePercent()),
                                CsvExport.cell(measured.timestamp()),
                                CsvExport.cell(measured.eventId()),
                                CsvExport.cell(measured.reason()))
                        .stream()
                        .collect(Collectors.joining(","))
                + "\n";
    }

    private static String number(@Nullable Double value) {
        return value == null ? "" : Double.toString(value);
    }
}
