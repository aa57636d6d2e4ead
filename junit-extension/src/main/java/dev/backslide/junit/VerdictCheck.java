package dev.backslide.junit;

import dev.backslide.core.MetricVerdict;
import dev.backslide.core.text.LogLine;
import dev.backslide.junit.PerformanceRecorder.Recorded;
import dev.backslide.sdk.VerdictOutcome.Received;
import org.junit.jupiter.api.extension.ExtensionContext;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * Decides whether what became of a measurement fails the test, warns or passes. Immutable.
 *
 * @param session with the settings in force
 * @param context of the test, which warnings are told to
 */
record VerdictCheck(Session session, ExtensionContext context) {

    private static final System.Logger LOG = System.getLogger(VerdictCheck.class.getName());

    /**
     * @throws PerformanceRegressionError when the measurement is a regression that fails
     * @throws NoVerdictError when there is no verdict and that fails
     */
    void check(Recorded recorded) {
        if (recorded.outcome() instanceof Received received) {
            checkVerdict(recorded, received.verdict());
        } else {
            checkSilence(recorded);
        }
    }

    private void checkVerdict(Recorded recorded, MetricVerdict verdict) {
        if (session.settings().failOn().fails(verdict)) {
            throw new PerformanceRegressionError(logged(RegressionMessage.of(session, recorded, verdict)), verdict);
        }
        if (verdict.isEvident()) {
            warn(logged(RegressionMessage.of(session, recorded, verdict)));
        }
    }

    private void checkSilence(Recorded recorded) {
        String message = logged(SilenceMessage.of(session.settings(), recorded));
        if (session.settings().onNoVerdict() == OnNoVerdict.FAIL) {
            throw new NoVerdictError(message);
        }
        warn(message);
    }

    /** Builds print what fails: names in it command no CI system. */
    private static String logged(String message) {
        return message.lines().map(LogLine::of).collect(Collectors.joining("\n"));
    }

    private void warn(String message) {
        LOG.log(System.Logger.Level.WARNING, message);
        context.publishReportEntry(
                Map.of("performance.warning", message.lines().findFirst().orElse(message)));
    }
}
