package dev.backslide.sdk.internal.run;

import org.jspecify.annotations.Nullable;

/**
 * What a CI system says of the run, in its variables. Immutable.
 *
 * @param commit revision; null: not said
 * @param commitTime ISO 8601; null: not said
 * @param branch of a pull request the source branch; null: not said, or a tag is built
 * @param buildUrl page of the job; null: not said
 * @param runId of the job; null: not said
 */
record CiRun(
        @Nullable String commit,
        @Nullable String commitTime,
        @Nullable String branch,
        @Nullable String buildUrl,
        @Nullable String runId) {

    private static final CiRun NONE = new CiRun(null, null, null, null, null);

    /** Of the system whose variables are there. */
    static CiRun of(Variables variables) {
        if (variables.has("GITHUB_ACTIONS")) {
            return github(variables);
        }
        if (variables.has("GITLAB_CI")) {
            return gitlab(variables);
        }
        if (variables.has("JENKINS_URL")) {
            return jenkins(variables);
        }
        if (variables.has("BUILDKITE")) {
            return buildkite(variables);
        }
        return variables.has("CIRCLECI") ? circle(variables) : NONE;
    }

    /** In a pull request GITHUB_REF_NAME is the merge ref ({@code 7/merge}); GITHUB_SHA is the merge, which is what is measured. */
    private static CiRun github(Variables variables) {
        boolean tag = "tag".equals(variables.first("GITHUB_REF_TYPE"));
        String runId = variables.first("GITHUB_RUN_ID");
        String attempt = variables.first("GITHUB_RUN_ATTEMPT");
        String server = variables.first("GITHUB_SERVER_URL");
        String repository = variables.first("GITHUB_REPOSITORY");
        boolean complete = runId != null && server != null && repository != null;
        return new CiRun(
                variables.first("GITHUB_SHA"),
                null,
                tag ? null : variables.first("GITHUB_HEAD_REF", "GITHUB_REF_NAME"),
                complete ? server + "/" + repository + "/actions/runs/" + runId : null,
                runId == null || attempt == null ? runId : runId + "-" + attempt);
    }

    /** In a merge request's pipeline CI_COMMIT_BRANCH is not set and CI_COMMIT_REF_NAME may be a ref. */
    private static CiRun gitlab(Variables variables) {
        return new CiRun(
                variables.first("CI_COMMIT_SHA"),
                variables.first("CI_COMMIT_TIMESTAMP"),
                variables.first("CI_MERGE_REQUEST_SOURCE_BRANCH_NAME", "CI_COMMIT_BRANCH"),
                variables.first("CI_JOB_URL", "CI_PIPELINE_URL"),
                variables.first("CI_JOB_ID", "CI_PIPELINE_ID"));
    }

    /** GIT_BRANCH names the remote as well; a multibranch job's BRANCH_NAME is {@code PR-7} where CHANGE_BRANCH is the source. */
    private static CiRun jenkins(Variables variables) {
        String branch = variables.first("CHANGE_BRANCH", "BRANCH_NAME", "GIT_LOCAL_BRANCH");
        return new CiRun(
                variables.first("GIT_COMMIT"),
                null,
                branch == null ? withoutRemote(variables.first("GIT_BRANCH")) : branch,
                variables.first("BUILD_URL"),
                variables.first("BUILD_TAG", "BUILD_ID"));
    }

    /** BUILDKITE_COMMIT is the word HEAD where a build was started by hand; BUILDKITE_BRANCH of a tag's build is the tag. */
    private static CiRun buildkite(Variables variables) {
        String commit = variables.first("BUILDKITE_COMMIT");
        return new CiRun(
                "HEAD".equals(commit) ? null : commit,
                null,
                variables.has("BUILDKITE_TAG") ? null : variables.first("BUILDKITE_BRANCH"),
                variables.first("BUILDKITE_BUILD_URL"),
                variables.first("BUILDKITE_JOB_ID", "BUILDKITE_BUILD_ID"));
    }

    private static CiRun circle(Variables variables) {
        return new CiRun(
                variables.first("CIRCLE_SHA1"),
                null,
                variables.first("CIRCLE_BRANCH"),
                variables.first("CIRCLE_BUILD_URL"),
                variables.first("CIRCLE_WORKFLOW_JOB_ID", "CIRCLE_BUILD_NUM"));
    }

    private static @Nullable String withoutRemote(@Nullable String branch) {
        if (branch == null || branch.equals("detached")) {
            return null;
        }
        String name = branch.startsWith("refs/remotes/") ? branch.substring("refs/remotes/".length()) : branch;
        return name.startsWith("origin/") ? name.substring("origin/".length()) : name;
    }
}
