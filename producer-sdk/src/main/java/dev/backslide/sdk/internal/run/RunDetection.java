package dev.backslide.sdk.internal.run;

import dev.backslide.core.Run;
import dev.backslide.core.text.TimeText;
import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Instant;

/** Puts a {@link Run} together from those who know: overriding variables, then the CI system, then git. Stateless. */
public final class RunDetection {

    private static final String COMMIT_TIME = "BACKSLIDE_COMMIT_TIME";

    private RunDetection() {}

    public static Run detect(Variables variables, GitCheckout git) {
        CiRun ci = CiRun.of(variables);
        String commit = firstOf(variables.first("BACKSLIDE_COMMIT"), ci.commit());
        String branch = firstOf(variables.first("BACKSLIDE_BRANCH"), ci.branch());
        GitCheckout.Revision revision = git.revision(commit);
        return new Run(
                firstOf(variables.first("BACKSLIDE_RUN_ID"), ci.runId()),
                commit == null && revision != null ? revision.commit() : commit,
                commitTime(variables, ci, revision),
                branch == null && ci.commit() == null ? git.branch() : branch,
                firstOf(variables.first("BACKSLIDE_BUILD_URL"), ci.buildUrl()));
    }

    private static @Nullable Instant commitTime(
            Variables variables, CiRun ci, GitCheckout.@Nullable Revision revision) {
        String given = variables.first(COMMIT_TIME);
        if (given != null) {
            Instant time = parse(given);
            if (time == null) {
                throw new IllegalArgumentException(
                        COMMIT_TIME + " was '" + given + "' but it must be " + TimeText.RULE + "; correct or unset it");
            }
            return time;
        }
        String said = variables.has("BACKSLIDE_COMMIT") ? null : ci.commitTime();
        Instant time = said == null ? null : parse(said);
        return time == null && revision != null ? revision.time() : time;
    }

    private static @Nullable Instant parse(String text) {
        try {
            return TimeText.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable String firstOf(@Nullable String one, @Nullable String other) {
        return one == null ? other : one;
    }
}
