package dev.backslide.junit;

import dev.backslide.configuration.Configuration;
import dev.backslide.configuration.Setting;
import dev.backslide.configuration.TrackerKind;
import dev.backslide.core.FailOn;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.RegressionAlert;
import dev.backslide.sdk.RunContext;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What is in force for the tests of this run; read by {@link SettingsReader}. Immutable.
 *
 * @param configuration what file, environment and properties say
 * @param workingDir what relative paths start from
 * @param runContext commit, branch, machine
 * @param failOn which verdicts fail an assertion
 * @param onNoVerdict what becomes of a test whose metric nobody judged in time
 * @param verdictTimeout how long a verdict of the pipeline is waited for
 * @param resultsFile where each outcome is appended as a line of JSON; null: nowhere
 */
record Settings(
        Configuration configuration,
        Path workingDir,
        RunContext runContext,
        FailOn failOn,
        OnNoVerdict onNoVerdict,
        Duration verdictTimeout,
        @Nullable Path resultsFile) {

    /** {@code regression} (default), {@code suspect} or {@code never}: which verdicts fail an assertion. */
    static final String FAIL_ON = "perf.fail-on";

    /** {@code fail} (default) or {@code warn}: what becomes of a test whose metric nobody judged in time. */
    static final String ON_NO_VERDICT = "perf.on-no-verdict";

    /** {@code 500ms}, {@code 10s} (default) or {@code 2m}: how long a verdict of the pipeline is waited for. */
    static final String VERDICT_TIMEOUT = "perf.verdict-timeout";

    /** Where each outcome is appended as a line of JSON; default: nowhere. */
    static final String RESULTS_FILE = "perf.results-file";

    boolean isKafka() {
        return configuration.get(Setting.TRACKER) == TrackerKind.KAFKA;
    }

    /** Where the local tracker keeps its files. */
    Path storageDir() {
        return workingDir.resolve(configuration.get(Setting.STORAGE_DIR));
    }

    /** Where a report is written at the end; null where nobody asked for one. */
    @Nullable
    Path reportsDir() {
        return isGiven(Setting.REPORTS_DIR) ? workingDir.resolve(configuration.get(Setting.REPORTS_DIR)) : null;
    }

    /** Whether anybody said how measurements are to be judged; where nobody did, the pipeline's detector decides. */
    boolean hasPolicies() {
        return !configuration.entries().isEmpty()
                || isGiven(Setting.REGRESSION_THRESHOLD)
                || isGiven(Setting.DETECTOR)
                || isGiven(Setting.FLOOR);
    }

    private boolean isGiven(Setting<?> setting) {
        return configuration.valueOf(setting).origin() != Configuration.Origin.DEFAULT;
    }

    /** What to do where the new level is meant. */
    String howToAccept(MetricEvent metric, @Nullable RegressionAlert alert) {
        return isKafka()
                ? "if the new level is intended: backslide expect "
                        + (alert == null ? "'" + metric.metricKey() + "'" : alert.alertId())
                : "if the new level is intended: "
                        + (alert == null ? "" : "backslide expect " + alert.alertId() + ", or ")
                        + "resetAlerts(); later values are compared with it then";
    }
}
