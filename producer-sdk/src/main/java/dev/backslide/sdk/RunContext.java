package dev.backslide.sdk;

import dev.backslide.core.Run;
import dev.backslide.sdk.internal.run.GitCheckout;
import dev.backslide.sdk.internal.run.Machine;
import dev.backslide.sdk.internal.run.RunDetection;
import dev.backslide.sdk.internal.run.Variables;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What all measurements of this JVM have in common. Immutable.
 *
 * @param run commit, branch, build
 * @param metadata of the machine: {@code host}, {@code os}, {@code jdk}, {@code cpu}, {@code cpus}
 * @since 0.1
 */
public record RunContext(Run run, SortedMap<String, String> metadata) {

    /** Nothing is known. */
    public static final RunContext UNKNOWN = new RunContext(Run.UNKNOWN, new TreeMap<>());

    public RunContext {
        metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
    }

    /**
     * Detects each fact from the first source that has it: the variables {@code BACKSLIDE_COMMIT}, {@code BACKSLIDE_COMMIT_TIME}
     * (ISO 8601, or seconds since 1970), {@code BACKSLIDE_BRANCH}, {@code BACKSLIDE_BUILD_URL}, {@code BACKSLIDE_RUN_ID}; those
     * of GitHub Actions, GitLab CI, Jenkins, Buildkite and CircleCI; git in the directory, asked with a timeout of 2 s. Unknown facts stay
     * null.
     *
     * @param environment the process's variables: libraries read none themselves
     * @param directory inside the repository that is measured
     * @throws IllegalArgumentException when {@code BACKSLIDE_COMMIT_TIME} is not a time
     */
    public static RunContext detect(Map<String, String> environment, Path directory) {
        Variables variables = new Variables(environment);
        return new RunContext(RunDetection.detect(variables, new GitCheckout(directory)), Machine.describe(variables));
    }

    /** The same machine, another run. */
    public RunContext withRun(Run newRun) {
        return new RunContext(newRun, metadata);
    }

    /** The same run, with one more fact or another value of it. */
    public RunContext withMetadata(String name, String value) {
        SortedMap<String, String> entries = new TreeMap<>(metadata);
        entries.put(name, value);
        return new RunContext(run, entries);
    }
}
