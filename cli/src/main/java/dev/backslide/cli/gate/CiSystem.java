package dev.backslide.cli.gate;

import dev.backslide.cli.context.CliContext;
import dev.backslide.cli.context.Failures;
import dev.backslide.configuration.FileTrouble;
import dev.backslide.core.report.PlainNumber;
import dev.backslide.core.text.LogLine;
import dev.backslide.core.text.VisibleText;
import dev.backslide.gate.GateFiles;
import dev.backslide.gate.GateOutcome;
import dev.backslide.gate.GateResult;
import dev.backslide.gate.GateResult.Row;
import dev.backslide.gate.GateStatus;
import dev.backslide.sdk.tracker.MeasurementResult;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Shows a gate's outcome where the CI system has a place for it: annotations, and the page of the job. Immutable. */
final class CiSystem {

    /** GitHub shows ten of each kind a step. */
    private static final int MOST = 10;

    private static final String ERROR = "error";
    private static final String WARNING = "warning";

    private final CliContext context;
    private final Map<String, String> variables;

    CiSystem(CliContext context) {
        this.context = context;
        this.variables = context.variables();
    }

    /** @param report the outcome as a Markdown file */
    void show(GateResult result, Path report) {
        if (isSet("GITHUB_ACTIONS")) {
            annotations(result).forEach(annotation -> context.command(annotation.github()));
        }
        if (isSet("TF_BUILD")) {
            annotations(result).forEach(annotation -> context.command(annotation.azure()));
            context.command("##vso[task.uploadsummary]"
                    + azureText(report.toAbsolutePath().toString()));
        }
        if (isSet("GITHUB_STEP_SUMMARY")) {
            append(Path.of(variables.getOrDefault("GITHUB_STEP_SUMMARY", "")), GateFiles.markdown(result));
        }
    }

    private boolean isSet(String variable) {
        return !variables.getOrDefault(variable, "").isBlank();
    }

    /** An error for each failure and for a gate that does not know, a warning for each that is worse; the worst ones. */
    private static List<Annotation> annotations(GateResult result) {
        List<Annotation> annotations = new ArrayList<>();
        if (result.outcome() == GateOutcome.FAILED || result.outcome() == GateOutcome.INCONCLUSIVE) {
            annotations.add(
                    new Annotation(ERROR, "Performance " + result.outcome().label(), result.headline()));
        }
        result.rows(GateStatus.FAILURE).stream()
                .limit(MOST - annotations.size())
                .forEach(row -> annotations.add(annotation(ERROR, row)));
        result.rows(GateStatus.WARNING).stream().limit(MOST).forEach(row -> annotations.add(annotation(WARNING, row)));
        return annotations;
    }

    private static Annotation annotation(String level, Row row) {
        MeasurementResult measured = row.measured();
        String metric = measured.seriesKey();
        return new Annotation(
                level,
                row.label() + " " + metric,
                metric + " = " + PlainNumber.of(measured.value()) + " " + measured.unit() + ": " + measured.reason());
    }

    private void append(Path file, String markdown) {
        try {
            Files.writeString(file, markdown, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            Failures.print(
                    context.err(),
                    "the job's summary '" + file + "' cannot be written (" + FileTrouble.of(e)
                            + "); the report has the same text");
        }
    }

    /** The agent reads percent signs as the start of its own escapes. */
    private static String azureText(String text) {
        return VisibleText.of(text).replace("%", "%AZP25");
    }

    /** A line that a CI system shows beside the build. Immutable. */
    private record Annotation(String level, String title, String message) {

        Annotation {
            title = LogLine.of(title);
            message = LogLine.of(message);
        }

        /** {@code ::error title=…::message}; what GitHub reads as markup is escaped. */
        String github() {
            String heading = title.replace("%", "%25").replace(":", "%3A").replace(",", "%2C");
            return "::" + level + " title=" + heading + "::" + message.replace("%", "%25");
        }

        String azure() {
            return "##vso[task.logissue type=" + level + "]" + azureText(title + ": " + message);
        }
    }
}
