package dev.backslide.cli.gate;

import dev.backslide.configuration.TrackerKind;
import dev.backslide.core.Severity;
import dev.backslide.core.Verdict;
import dev.backslide.core.VerdictReason;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Measurements as trackers report them, for tests of the gate. Stateless. */
final class Results {

    private Results() {}

    static GateMeasurement pass(String key) {
        return of(
                key,
                Verdict.PASS,
                null,
                100.0,
                1.0,
                VerdictReason.WITHIN_THRESHOLD,
                "a change of +1.00 % is within the threshold of 5 %");
    }

    static GateMeasurement regression(String key, Severity severity) {
        return of(
                key,
                Verdict.REGRESSION,
                severity,
                100.0,
                31.87,
                VerdictReason.BEYOND_THRESHOLD,
                "a change of +31.9 % is worse than the threshold of 5 %, lower is better");
    }

    static GateMeasurement suspect(String key) {
        return of(
                key,
                Verdict.SUSPECT,
                Severity.WARNING,
                100.0,
                8.0,
                VerdictReason.UNCONFIRMED,
                "a change of +8.00 % is not confirmed");
    }

    /** Far beyond what noise explains, in one measurement. */
    static GateMeasurement evident(String key) {
        return of(
                key,
                Verdict.SUSPECT,
                Severity.CRITICAL,
                100.0,
                31.87,
                VerdictReason.UNCONFIRMED,
                "a change of +31.9 % is not confirmed");
    }

    static GateMeasurement first(String key) {
        return of(
                key,
                Verdict.INCONCLUSIVE,
                null,
                null,
                null,
                VerdictReason.FIRST_MEASUREMENT,
                "first measurement of this series, nothing to compare with yet");
    }

    static GateMeasurement unjudged(String key) {
        return of(
                key,
                Verdict.INCONCLUSIVE,
                null,
                null,
                null,
                VerdictReason.UNKNOWN_DIRECTION,
                "declare a direction to have it judged");
    }

    static GateMeasurement unanswered(String key) {
        return of(key, null, null, null, null, null, "no verdict came within 100 ms");
    }

    static GateMeasurement of(
            String key,
            @Nullable Verdict verdict,
            @Nullable Severity severity,
            @Nullable Double baseline,
            @Nullable Double change,
            @Nullable VerdictReason reasonCode,
            String reason) {
        int colon = key.indexOf(':');
        return new GateMeasurement(
                "id-" + key,
                key,
                key.substring(0, colon),
                key.substring(colon + 1),
                131.87,
                "ms",
                verdict,
                severity,
                baseline,
                change,
                verdict == null ? null : 5.0,
                baseline == null ? null : 2.5,
                null,
                null,
                "2026-06-01T12:00:00Z",
                reasonCode,
                reason);
    }

    /** A results file of these. */
    static Path write(Path file, GateMeasurement... measured) {
        try {
            return Files.write(
                    file,
                    List.of(measured).stream()
                            .map(one -> ResultsFile.toJson(one).toString())
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
