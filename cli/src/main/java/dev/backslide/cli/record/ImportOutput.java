package dev.backslide.cli.record;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backslide.cli.context.CliContext;
import dev.backslide.cli.context.ExitCode;
import dev.backslide.cli.context.Failures;
import dev.backslide.cli.output.Json;
import dev.backslide.core.Direction;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricVerdict;
import dev.backslide.core.Severity;
import dev.backslide.core.report.PercentText;
import dev.backslide.core.report.PlainNumber;
import dev.backslide.core.report.TextTable;
import dev.backslide.core.text.Counted;
import dev.backslide.sdk.VerdictOutcome;
import dev.backslide.sdk.VerdictOutcome.NoneCame;
import dev.backslide.sdk.VerdictOutcome.NotSent;
import dev.backslide.sdk.VerdictOutcome.Received;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Prints what becomes of imported results while they are recorded, and gives the exit code for it. Never holds more than a block of
 * rows. Not thread-safe.
 */
final class ImportOutput {

    /** Rows of one table; those that follow are in a table of their own. */
    private static final int BLOCK = 1_000;

    private final CliContext context;
    private final boolean json;
    private final boolean judged;
    private final ImportProblems problems;
    private final OutcomeTally tally;
    private final String name;
    private @Nullable JsonGenerator document;
    private TextTable table = emptyTable();
    private int rows;
    private long tracked;
    private long recorded;

    /**
     * For one file.
     *
     * @param json whether as JSON
     * @param judged whether verdicts are printed
     * @param failOnRegression whether a regression is exit code 2
     * @param problems what is wrong with the file
     */
    ImportOutput(
            CliContext context,
            boolean json,
            boolean judged,
            boolean failOnRegression,
            Path file,
            ImportProblems problems) {
        this.context = context;
        this.json = json;
        this.judged = judged;
        this.problems = problems;
        this.tally = new OutcomeTally(failOnRegression);
        this.name = String.valueOf(file.getFileName());
    }

    /** What is wrong with the file, on standard error. */
    void problems() {
        problems.warnings().forEach(text -> complain("warning: " + name + ", " + text));
        problems.broken().forEach(text -> complain(name + ", " + text));
        if (problems.entries() == 0) {
            complain(name + " holds no results; run a benchmark");
        }
    }

    /** What became of the next measurement. */
    void add(MetricEvent event, VerdictOutcome outcome) {
        tally.add(event, outcome);
        boolean refused = outcome instanceof NotSent;
        recorded += refused ? 0 : 1;
        if (refused && !judged) {
            complain(((NotSent) outcome).message());
        } else if (json) {
            write(judged ? RecordOutput.toJson(event, outcome) : RecordOutput.toJson(event));
        } else if (judged) {
            addToTable(event, outcome);
        }
    }

    /** Nobody waited for verdicts. */
    int recorded(Path file) {
        if (json) {
            finishDocument();
        } else {
            context.out()
                    .println("recorded " + Counted.of(recorded, "measurement") + " of "
                            + Counted.of(problems.good(), "result") + " in " + context.show(file));
        }
        return gated();
    }

    /** Somebody waited. */
    int judged() {
        if (json) {
            finishDocument();
        } else {
            printTable();
            if (tracked > 0) {
                context.out()
                        .println(Counted.of(tracked, "more metric is", "more metrics are")
                                + " tracked and not judged: the direction is unknown");
            }
        }
        problems.broken().forEach(tally::addProblem);
        if (problems.entries() == 0) {
            tally.addProblem("the file holds no results");
        }
        return tally.exitCode();
    }

    /** The code where a gate decides about the verdicts: only what did not work counts. */
    int gated() {
        return problems.leavesOut() || tally.isIncomplete() ? ExitCode.FAILED : ExitCode.OK;
    }

    private void write(ObjectNode node) {
        try {
            document().writeTree(node);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonGenerator document() throws IOException {
        JsonGenerator started = document;
        if (started == null) {
            started = Json.generator(context.out());
            document = started;
            started.writeStartObject();
            started.writeArrayFieldStart("results");
        }
        return started;
    }

    private void finishDocument() {
        try (JsonGenerator finished = document()) {
            finished.writeEndArray();
            writeTexts(finished, "left_out", problems.broken());
            writeTexts(finished, "warnings", problems.warnings());
            finished.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        context.out().println();
    }

    private static void writeTexts(JsonGenerator json, String field, List<String> texts) throws IOException {
        json.writeArrayFieldStart(field);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private void addToTable(MetricEvent event, VerdictOutcome outcome) {
        if (isTrackedOnly(outcome)) {
            tracked++;
            return;
        }
        addRow(table, event, outcome);
        if (++rows == BLOCK) {
            printTable();
        }
    }

    private void printTable() {
        if (rows > 0) {
            table.lines(context.width()).forEach(context.out()::println);
            context.out().flush();
            table = emptyTable();
            rows = 0;
        }
    }

    private static TextTable emptyTable() {
        return new TextTable("VERDICT", "~METRIC", ">VALUE", "?UNIT", ">CHANGE", "_WHY");
    }

    private static void addRow(TextTable table, MetricEvent event, VerdictOutcome outcome) {
        String verdict = "INCONCLUSIVE";
        String change = "";
        String key = event.metricKey().toString();
        String why;
        if (outcome instanceof Received received) {
            MetricVerdict answer = received.verdict();
            key = answer.seriesKey();
            Severity severity = answer.severity();
            Double percent = answer.changePercent();
            verdict = answer.verdict() + (severity == null ? "" : " (" + severity.label() + ")");
            change = percent == null ? "" : PercentText.signed(percent);
            why = answer.reason();
        } else if (outcome instanceof NoneCame none) {
            why = none.reason();
        } else {
            verdict = "not recorded";
            why = ((NotSent) outcome).message();
        }
        table.row(verdict, key, PlainNumber.of(event.value()), event.unit(), change, why);
    }

    /** Whether there is no verdict because nobody wants one. */
    private static boolean isTrackedOnly(VerdictOutcome outcome) {
        return outcome instanceof Received received && received.verdict().direction() == Direction.UNKNOWN;
    }

    private void complain(String text) {
        Failures.print(context.err(), text);
    }
}
