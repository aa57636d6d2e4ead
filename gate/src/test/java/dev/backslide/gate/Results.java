package dev.backslide.gate;

import dev.backslide.configuration.TrackerKind;
import dev.backslide.core.Severity;
import dev.backslide.core.Verdict;
import dev.backslide.core.VerdictReason;
import dev.backslide.sdk.VerdictOutcome.NoneCame;
import dev.backslide.sdk.VerdictOutcome.Received;
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

    static GateMeasurement pass(String key) {
        return of(JudgedEvent.pass(key));
    }

    static GateMeasurement regression(String key, Severity severity) {
        return of(JudgedEvent.regression(key, severity));
    }

    static GateMeasurement suspect(String key) {
        return of(JudgedEvent.suspect(key));
    }

    static GateMeasurement evident(String key) {
        return of(JudgedEvent.evident(key));
    }

    static GateMeasurement first(String key) {
        return of(JudgedEvent.first(key));
    }

    static GateMeasurement unjudged(String key) {
        return of(JudgedEvent.unjudged(key));
    }

    static GateMeasurement unanswered(String key) {
        return GateMeasurement.of(
                JudgedEvent.pass(key).event(), new NoneCame(true, "no verdict came within 100 ms", Duration.ZERO));
    }

    static GateMeasurement of(
            String key,
            Verdict verdict,
            @Nullable Severity severity,
            @Nullable Double change,
            VerdictReason reasonCode,
            String reason) {
        return of(JudgedEvent.of(key, verdict, severity, change, reasonCode, reason));
    }

    private static GateMeasurement of(JudgedEvent judged) {
        return GateMeasurement.of(judged.event(), new Received(judged.verdict(), Duration.ZERO));
    }

    /** A results file of these. */
    static Path write(Path file, GateMeasurement... measured) {
        try {
            return Files.write(
                    file,
                    List.of(measured).stream()
                            .map(one -> ResultsReader.toJson(one).toString())
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A run that measured these, its command having ended well. */
    static GateRun run(GateMeasurement... measured) {
        return new GateRun("run-1", TrackerKind.LOCAL, List.of("true"), 0, List.of(measured), List.of(), List.of());
    }
}
