package dev.backslide.gate;

import dev.backslide.configuration.TrackerKind;
import dev.backslide.core.Severity;
import dev.backslide.core.Verdict;
import dev.backslide.core.VerdictReason;
import dev.backslide.sdk.VerdictOutcome.NoneCame;
import dev.backslide.sdk.VerdictOutcome.Received;
import dev.backslide.sdk.internal.run.ResultJson;
import dev.backslide.sdk.tracker.MeasurementResult;
import dev.backslide.testkit.JudgedEvent;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Measurements as trackers report them, for tests of the gate. Stateless. */
final class Results {

    private Results() {}

    static MeasurementResult pass(String key) {
        return of(JudgedEvent.pass(key));
    }

    static MeasurementResult regression(String key, Severity severity) {
        return of(JudgedEvent.regression(key, severity));
    }

    static MeasurementResult suspect(String key) {
        return of(JudgedEvent.suspect(key));
    }

    static MeasurementResult evident(String key) {
        return of(JudgedEvent.evident(key));
    }

    static MeasurementResult first(String key) {
        return of(JudgedEvent.first(key));
    }

    static MeasurementResult unjudged(String key) {
        return of(JudgedEvent.unjudged(key));
    }

    static MeasurementResult unanswered(String key) {
        return MeasurementResult.of(
                JudgedEvent.pass(key).event(), new NoneCame(true, "no verdict came within 100 ms", Duration.ZERO));
    }

    static MeasurementResult of(
            String key,
            Verdict verdict,
            @Nullable Severity severity,
            @Nullable Double change,
            VerdictReason reasonCode,
            String reason) {
        return of(JudgedEvent.of(key, verdict, severity, change, reasonCode, reason));
    }

    private static MeasurementResult of(JudgedEvent judged) {
        return MeasurementResult.of(judged.event(), new Received(judged.verdict(), Duration.ZERO));
    }

    /** A results file of these. */
    static Path write(Path file, MeasurementResult... measured) {
        try {
            return Files.write(
                    file,
                    List.of(measured).stream()
                            .map(one -> ResultJson.toJson(one).toString())
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A run that measured these, its command having ended well. */
    static GateRun run(MeasurementResult... measured) {
        return new GateRun("run-1", TrackerKind.LOCAL, List.of("true"), 0, List.of(measured), List.of(), List.of());
    }
}
