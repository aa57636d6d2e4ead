package dev.backslide.gate;

import dev.backslide.core.report.MarkdownText;
import dev.backslide.core.report.PlainNumber;
import dev.backslide.gate.GateResult.Row;
import dev.backslide.sdk.tracker.MeasurementResult;

import java.util.List;

/** A gate's outcome as Markdown, for the report and for the page of a CI job. Stateless. */
final class GateMarkdown {

    /** GitHub takes 1 MiB a step, and nobody reads on from here. */
    private static final int MOST_ROWS = 300;

    private GateMarkdown() {}

    static String render(GateResult result) {
        StringBuilder text =
                new StringBuilder("## Performance: ").append(result.outcome().label());
        text.append("\n\n").append(escaped(result.headline())).append('\n');
        if (!result.notes().isEmpty()) {
            text.append('\n');
            result.notes()
                    .forEach(note -> text.append("- ").append(escaped(note)).append('\n'));
        }
        if (!result.rows().isEmpty()) {
            text.append("\n| verdict | metric | baseline | current | change | threshold | noise | why |\n");
            text.append("| --- | --- | ---: | ---: | ---: | ---: | ---: | --- |\n");
            result.rows().stream().limit(MOST_ROWS).forEach(row -> addRow(text, row));
        }
        if (result.rows().size() > MOST_ROWS) {
            text.append("\n… and ")
                    .append(result.rows().size() - MOST_ROWS)
                    .append(" more, in ")
                    .append(GateFiles.CSV)
                    .append('\n');
        }
        text.append("\nRun ").append(MarkdownText.code(result.run().runId())).append('\n');
        return text.toString();
    }

    private static void addRow(StringBuilder text, Row row) {
        MeasurementResult measured = row.measured();
        List.of(
                        row.status() == GateStatus.FAILURE ? "**" + row.label() + "**" : row.label(),
                        escaped(measured.seriesKey()),
                        withUnit(GateText.number(measured.baseline()), measured),
                        withUnit(PlainNumber.of(measured.value()), measured),
                        GateText.change(measured.changePercent()),
                        GateText.percent(measured.thresholdPercent()),
                        GateText.noise(measured.noisePercent()),
                        escaped(measured.reason()))
                .forEach(cell -> text.append("| ").append(cell).append(' '));
        text.append("|\n");
    }

    private static String withUnit(String number, MeasurementResult measured) {
        return number.isEmpty() || measured.unit().isEmpty() ? number : number + " " + escaped(measured.unit());
    }

    private static String escaped(String text) {
        return MarkdownText.escape(text);
    }
}
