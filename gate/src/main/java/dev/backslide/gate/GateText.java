package dev.backslide.gate;

import dev.backslide.core.report.PercentText;
import dev.backslide.core.report.PlainNumber;
import dev.backslide.core.report.TextTable;
import dev.backslide.gate.GateResult.Row;
import dev.backslide.sdk.tracker.MeasurementResult;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What a gate prints for a person: a table of the measurements, the outcome, what else is worth knowing. Stateless.
 *
 * @since 0.1
 */
public final class GateText {

    /** Nobody reads more rows of one kind: the files have them all. */
    private static final int MOST = 50;

    private GateText() {}

    /**
     * The lines to print.
     *
     * @param emphasis what a terminal makes of the word that says the outcome; elsewhere the word itself
     * @param width that the table keeps to where it can
     */
    public static List<String> lines(GateResult result, UnaryOperator<String> emphasis, int width) {
        List<String> lines = new ArrayList<>();
        if (!result.rows().isEmpty()) {
            lines.addAll(table(result, width));
            lines.add("");
        }
        String headline = TextTable.printable(result.headline());
        int colon = headline.indexOf(':');
        lines.add(emphasis.apply(headline.substring(0, colon)) + headline.substring(colon));
        result.notes().forEach(note -> lines.add("  " + TextTable.printable(note)));
        return lines;
    }

    private static List<String> table(GateResult result, int width) {
        TextTable table = new TextTable(
                "VERDICT", "~METRIC", "?>BASELINE", "?>CURRENT", "?UNIT", ">CHANGE", "?>THRESHOLD", "?>NOISE", "_WHY");
        Map<GateStatus, Integer> seen = new EnumMap<>(GateStatus.class);
        for (Row row : result.rows()) {
            if (seen.merge(row.status(), 1, Integer::sum) <= MOST) {
                MeasurementResult measured = row.measured();
                table.row(
                        row.label(),
                        measured.seriesKey(),
                        number(measured.baseline()),
                        PlainNumber.of(measured.value()),
                        measured.unit(),
                        change(measured.changePercent()),
                        percent(measured.thresholdPercent()),
                        noise(measured.noisePercent()),
                        measured.reason());
            }
        }
        List<String> lines = new ArrayList<>(table.lines(width));
        seen.forEach((status, count) -> {
            if (count > MOST) {
                lines.add("… " + (count - MOST) + " more " + words(status));
            }
        });
        return lines;
    }

    private static String words(GateStatus status) {
        return switch (status) {
            case FAILURE -> "failed, all of them in " + GateFiles.CSV;
            case WARNING -> "are worse, all of them in " + GateFiles.CSV;
            case UNANSWERED -> "are without a verdict";
            case NEW -> "are without a history yet";
            case UNJUDGED -> "are not judged";
            case PASS -> "passed";
        };
    }

    static String number(@Nullable Double value) {
        return value == null ? "" : PlainNumber.of(value);
    }

    static String change(@Nullable Double value) {
        return value == null ? "" : PercentText.signed(value);
    }

    static String percent(@Nullable Double value) {
        return value == null ? "" : PercentText.of(value);
    }

    /** An estimate, so that three digits say all it knows. */
    static String noise(@Nullable Double value) {
        return value == null ? "" : PercentText.estimate(value);
    }
}
