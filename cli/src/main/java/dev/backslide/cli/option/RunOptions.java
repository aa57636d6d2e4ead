package dev.backslide.cli.option;

import dev.backslide.core.Run;
import dev.backslide.sdk.RunContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import java.time.Instant;
import java.util.Optional;

/** The run of a measurement, as far as the command line names it. Not thread-safe. */
public final class RunOptions {

    @Option(names = "--commit", paramLabel = "HASH", description = "The measured commit.")
    private @Nullable String commit;

    @Option(
            names = "--commit-time",
            paramLabel = "TIME",
            converter = InstantText.class,
            description = "Time of that commit, which orders the history, e.g. 2026-01-31T10:00:00Z.")
    private @Nullable Instant commitTime;

    @Option(names = "--branch", paramLabel = "NAME", description = "The measured branch.")
    private @Nullable String branch;

    @Option(names = "--build-url", paramLabel = "URL", description = "URL of the CI build.")
    private @Nullable String buildUrl;

    @Option(names = "--run-id", paramLabel = "ID", description = "Id that groups the measurements of one run.")
    private @Nullable String runId;

    @Option(
            names = "--timestamp",
            paramLabel = "TIME",
            converter = InstantText.class,
            description = "Time of the measurement; default: now, or the time of the imported file.")
    private @Nullable Instant timestamp;

    public Optional<Instant> timestamp() {
        return Optional.ofNullable(timestamp);
    }

    /** The detected run, overridden by what was named. Another commit than the detected one has another time. */
    public RunContext over(RunContext detected) {
        Run run = detected.run();
        boolean sameCommit = commit == null || commit.equals(run.commit());
        return detected.withRun(new Run(
                runId == null ? run.runId() : runId,
                commit == null ? run.commit() : commit,
                commitTime != null ? commitTime : sameCommit && timestamp == null ? run.commitTime() : null,
                branch == null ? run.branch() : branch,
                buildUrl == null ? run.buildUrl() : buildUrl));
    }
}
