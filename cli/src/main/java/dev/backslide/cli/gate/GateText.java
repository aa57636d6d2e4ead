package dev.backslide.cli.gate;

import dev.backslide.cli.context.ExitCode;
import dev.backslide.cli.gate.GateResult.Row;
import dev.backslide.cli.output.Numbers;
import dev.backslide.cli.output.TextTable;
import dev.backslide.core.report.PercentText;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What a gate prints for a person: a table of the measurements, the outcome, what else is worth knowing. Stateless. */
final class GateText {

    /** Nobody reads more rows of one kind: the files have them all. */
    private static final int MOST = 50;

    private GateText() {}

    /** @param ansi whether the outcome is coloured */
    static List<String> lines(GateResult result, Ansi ansi, int width) {
        List<String> lines = new ArrayList<>();
        if (!result.rows().isEmpty()) {
            lines.addAll(table(result, width));
            lines.add("");
        }
        String headline = TextTable.printable(result.headline());
        lines.add(ansi == Ansi.OFF ? headline : coloured(result, headline, ansi));
        result.notes().forEach(note -> lines.add("  " + TextTable.printable(note)));
        return lines;
    }

    private static List<String> table(GateResult result, int width) {
        TextTable table = new TextTable(
                "VERDICT", "~METRIC", "?>BASELINE", "?>CURRENT", "?UNIT", ">CHANGE", "?>THRESHOLD", "?>NOISE", "_WHY");
        Map<GateStatus, Integer> seen = new EnumMap<>(GateStatus.class);
        for (Row row : result.rows()) {
            if (seen.merge(row.standing(), 1, Integer::sum) <= MOST) {
                GateMeasurement measured = row.measured();
                table.row(
                        row.label(),
                        measured.seriesKey(),
                        number(measured.baseline()),
                        Numbers.plain(measured.value()),
                        measured.unit(),
                        change(measured.changePercent()),
                        percent(measured.thresholdPercent()),
                        noise(measured.noisePercent()),
                        measured.reason());
            }
        }
        List<String> lines = new ArrayList<>(table.lines(width));
        seen.forEach((standing, count) -> {
            if (count > MOST) {
                lines.add("… " + (count - MOST) + " more " + words(standing));
            }
        });
        return lines;
    }

    private static String words(GateStatus standing) {
        return switch (standing) {
            case FAILURE -> "failed, all of them in " + GateFiles.CSV;
            case WARNING -> "are worse, all of them in " + GateFiles.CSV;
            case UNANSWERED -> "are without a verdict";
            case NEW -> "are without a history yet";
            case UNJUDGED -> "are not judged";
            case PASS -> "passed";
        };
    }

    static String number(@Nullable Double value) {
        return value == null ? "" : Numbers.plain(value);
    }

    static String change(@Nullable Double value) {
        return value == null ? "" : Numbers.percent(value);
    }

    static String percent(@Nullable Double value) {
        return value == null ? "" : PercentText.of(value);
    }

    /** An estimate, so that three digits say all it knows. */
    static String noise(@Nullable Double value) {
        return value == null ? "" : PercentText.estimate(value);
    }

    private static String coloured(GateResult result, String headline, Ansi ansi) {
        String style = switch (result.exitCode()) {
            case ExitCode.OK -> "bold,green";
            case ExitCode.INCONCLUSIVE -> "bold,yellow";
            default -> "bold,red";
        };
        int colon = headline.indexOf(':');
        return ansi.string("@|" + style + " " + headline.substring(0, colon) + "|@") + headline.substring(colon);
    }
}
