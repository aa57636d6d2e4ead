package dev.backslide.cli.gate;

import dev.backslide.configuration.TrackerKind;
import dev.backslide.core.MetricVerdict;
import dev.backslide.core.Severity;
import dev.backslide.gate.GateRun;
import dev.backslide.sdk.VerdictOutcome.Received;
import dev.backslide.sdk.tracker.MeasurementResult;
import dev.backslide.sdk.tracker.ResultsFile;
import dev.backslide.testkit.JudgedEvent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** What a run recorded, as its trackers write it and as a gate has it, for tests. Stateless. */
final class ResultLines {

    private ResultLines() {}

    /** A results file of these alone. */
    static Path write(Path path, JudgedEvent... measured) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ResultsFile file = new ResultsFile(path);
        for (JudgedEvent one : measured) {
            file.append(one.event(), one.verdict().seriesKey(), received(one));
        }
        return path;
    }

    /** A run that measured these, its command having ended well. */
    static GateRun run(JudgedEvent... measured) {
        return run(Arrays.stream(measured)
                .map(one -> MeasurementResult.of(one.event(), received(one)))
                .toList());
    }

    /** A run that regressed under a name that no tracker accepts: programs in any language write results files. */
    static GateRun regressionOf(String name) {
        JudgedEvent like = JudgedEvent.regression("m:x", Severity.CRITICAL);
        MetricVerdict verdict = like.verdict();
        return run(List.of(new MeasurementResult(
                verdict.eventId(),
                "m:" + name,
                "m",
                name,
                verdict.value(),
                verdict.unit(),
                verdict.verdict(),
                verdict.severity(),
                verdict.baseline(),
                verdict.changePercent(),
                verdict.thresholdPercent(),
                verdict.noisePercent(),
                null,
                null,
                verdict.timestamp().toString(),
                verdict.reasonCode(),
                verdict.reason())));
    }

    private static GateRun run(List<MeasurementResult> measured) {
        return new GateRun("run-1", TrackerKind.LOCAL, List.of("true"), 0, measured, List.of(), List.of());
    }

    private static Received received(JudgedEvent judged) {
        return new Received(judged.verdict(), Duration.ZERO);
    }
}
