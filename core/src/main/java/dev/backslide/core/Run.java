package dev.backslide.core;

import dev.backslide.core.text.Secrets;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The execution that produced a measurement. Every component may be null: not known. Immutable.
 *
 * @param runId groups the measurements of one execution, e.g. the CI job's id
 * @param commit revision that was measured, e.g. a git hash
 * @param commitTime when that revision was committed, UTC, microseconds; where given, history is ordered by it instead of
 *     by the measurement's own time, so that back-filled runs of old commits land where they belong
 * @param branch branch that was measured
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
