package dev.backslide.core;

import dev.backslide.core.text.Secrets;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The execution that produced a measurement. Every component may be null: not known. Immutable.
 *
 * @param runId groups the measurements of one execution, e.g. the CI job's id
 * @param commit the measured commit, e.g. a git hash
 * @param commitTime time of that commit, UTC, microseconds; if given, it orders the history instead of the measurement's own time, so that
 *     later runs of old commits land at their place
 * @param branch the measured branch
 * @param buildUrl page of the CI build; a log-in in it is masked
 * @since 0.1
 */
public record Run(
        @Nullable String runId,
        @Nullable String commit,
        @Nullable Instant commitTime,
        @Nullable String branch,
        @Nullable String buildUrl) {

    /** Longest id, commit, branch or URL, in characters. */
    public static final int MAX_TEXT = 1_000;

    /** A run of which nothing is known. */
    public static final Run UNKNOWN = new Run(null, null, null, null, null);

    public Run {
        check("run_id", runId);
        check("commit", commit);
        check("branch", branch);
        buildUrl = buildUrl == null ? null : Secrets.mask(buildUrl);
        check("build_url", buildUrl);
        commitTime = commitTime == null ? null : commitTime.truncatedTo(ChronoUnit.MICROS);
    }

    /** A run known by its commit alone. */
    public static Run ofCommit(String commit) {
        return new Run(null, commit, null, null, null);
    }

    private static void check(String field, @Nullable String value) {
        if (value != null) {
            Text.requireText(field, value, MAX_TEXT);
        }
    }
}
