package dev.backslide.sdk;

import dev.backslide.core.Run;
import dev.backslide.core.text.TimeText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RunContextTest {

    private static final String SHA = "1234567890abcdef1234567890abcdef12345678";

    @TempDir
    Path folder;

    @Test
    void githubPush_isRecognised() {
        Run run = runOf(Map.of(
                "GITHUB_ACTIONS", "true",
                "GITHUB_SHA", SHA,
                "GITHUB_REF_NAME", "main",
                "GITHUB_REF_TYPE", "branch",
                "GITHUB_HEAD_REF", "",
                "GITHUB_SERVER_URL", "https://github.com",
                "GITHUB_REPOSITORY", "acme/app",
                "GITHUB_RUN_ID", "42",
                "GITHUB_RUN_ATTEMPT", "2"));
        assertThat(run).isEqualTo(new Run("42-2", SHA, null, "main", "https://github.com/acme/app/actions/runs/42"));
    }

    @Test
    void githubPullRequest_hasItsSourceBranch() {
        Run run = runOf(Map.of(
                "GITHUB_ACTIONS", "true",
                "GITHUB_SHA", SHA,
                "GITHUB_REF_NAME", "7/merge",
                "GITHUB_HEAD_REF", "feature/fast"));
        assertThat(run.branch()).isEqualTo("feature/fast");
        assertThat(run.buildUrl()).isNull();
    }

    @Test
    void githubTag_isNoBranch() {
        Run run = runOf(Map.of(
                "GITHUB_ACTIONS", "true", "GITHUB_SHA", SHA, "GITHUB_REF_NAME", "v1.0", "GITHUB_REF_TYPE", "tag"));
        assertThat(run.branch()).isNull();
    }

    @Test
    void gitlabBranch_isRecognisedWithTheCommitsTime() {
        Run run = runOf(Map.of(
                "GITLAB_CI", "true",
                "CI_COMMIT_SHA", SHA,
                "CI_COMMIT_TIMESTAMP", "2026-01-31T12:00:00+02:00",
                "CI_COMMIT_BRANCH", "main",
                "CI_JOB_ID", "99",
                "CI_JOB_URL", "https://gitlab.example/acme/app/-/jobs/99"));
        assertThat(run)
                .isEqualTo(new Run(
                        "99",
                        SHA,
                        Instant.parse("2026-01-31T10:00:00Z"),
                        "main",
                        "https://gitlab.example/acme/app/-/jobs/99"));
    }

    @Test
    void gitlabMergeRequest_hasItsSourceBranch() {
        Run run = runOf(Map.of(
                "GITLAB_CI", "true",
                "CI_COMMIT_SHA", SHA,
                "CI_COMMIT_REF_NAME", "refs/merge-requests/7/head",
                "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME", "feature"));
        assertThat(run.branch()).isEqualTo("feature");
    }

    @Test
    void jenkinsBranch_losesItsRemote() {
        Run run = runOf(Map.of(
                "JENKINS_URL", "https://ci.example/",
                "GIT_COMMIT", SHA,
                "GIT_BRANCH", "origin/main",
                "BUILD_TAG", "jenkins-app-7",
                "BUILD_URL", "https://ci.example/job/app/7/"));
        assertThat(run).isEqualTo(new Run("jenkins-app-7", SHA, null, "main", "https://ci.example/job/app/7/"));
    }

    @Test
    void jenkinsPullRequest_hasItsSourceBranch() {
        Run run = runOf(Map.of(
                "JENKINS_URL", "https://ci.example/",
                "GIT_COMMIT", SHA,
                "GIT_BRANCH", "PR-7",
                "BRANCH_NAME", "PR-7",
                "CHANGE_BRANCH", "feature"));
        assertThat(run.branch()).isEqualTo("feature");
    }

    @Test
    void buildkite_isRecognised() {
        Run run = runOf(Map.of(
                "BUILDKITE", "true",
                "BUILDKITE_COMMIT", SHA,
                "BUILDKITE_BRANCH", "main",
                "BUILDKITE_JOB_ID", "job-1",
                "BUILDKITE_BUILD_URL", "https://buildkite.com/acme/app/builds/7"));
        assertThat(run).isEqualTo(new Run("job-1", SHA, null, "main", "https://buildkite.com/acme/app/builds/7"));
    }

    @Test
    void buildkiteHead_isNoCommit() throws Exception {
        String head = repository("main");
        Run run = runOf(Map.of("BUILDKITE", "true", "BUILDKITE_COMMIT", "HEAD", "BUILDKITE_BRANCH", "release"));
        assertThat(run.commit()).isEqualTo(head);
        assertThat(run.branch()).isEqualTo("release");
    }

    @Test
    void circle_isRecognised() {
        Run run = runOf(Map.of(
                "CIRCLECI", "true",
                "CIRCLE_SHA1", SHA,
                "CIRCLE_BRANCH", "main",
                "CIRCLE_BUILD_NUM", "7",
                "CIRCLE_BUILD_URL", "https://circleci.com/gh/acme/app/7"));
        assertThat(run).isEqualTo(new Run("7", SHA, null, "main", "https://circleci.com/gh/acme/app/7"));
    }

    @Test
    void git_answersWhereNoCiSystemDoes() throws Exception {
        String head = repository("trunk");
        Run run = runOf(Map.of());
        assertThat(run).isEqualTo(new Run(null, head, Instant.parse("2026-01-31T12:00:00Z"), "trunk", null));
    }

    @Test
    void git_givesTheTimeOfTheCiSystemsCommit() throws Exception {
        String head = repository("main");
        Run run = runOf(Map.of("CIRCLECI", "true", "CIRCLE_SHA1", head, "CIRCLE_BRANCH", "feature"));
        assertThat(run.commitTime()).isEqualTo(Instant.parse("2026-01-31T12:00:00Z"));
        assertThat(run.branch()).isEqualTo("feature");
    }

    @Test
    void detachedHead_hasNoBranch() throws Exception {
        String head = repository("main");
        git("checkout", "-q", "--detach", head);
        assertThat(runOf(Map.of()).branch()).isNull();
    }

    @Test
    void ownVariables_overrideTheCiSystems() {
        Map<String, String> environment = new HashMap<>(Map.of(
                "GITHUB_ACTIONS", "true",
                "GITHUB_SHA", SHA,
                "GITHUB_REF_NAME", "main",
                "BACKSLIDE_COMMIT", "r1234",
                "BACKSLIDE_COMMIT_TIME", "2026-02-01T00:00:00Z",
                "BACKSLIDE_BRANCH", "trunk",
                "BACKSLIDE_RUN_ID", "nightly-5"));
        environment.put("BACKSLIDE_BUILD_URL", "https://ci.example/5");
        assertThat(runOf(environment))
                .isEqualTo(new Run(
                        "nightly-5", "r1234", Instant.parse("2026-02-01T00:00:00Z"), "trunk", "https://ci.example/5"));
    }

    @Test
    void commitTime_asGitWritesItOrInSeconds_isTaken() {
        assertThat(runOf(Map.of("BACKSLIDE_COMMIT_TIME", "2026-01-31 05:00:00 -0700"))
                        .commitTime())
                .isEqualTo(Instant.parse("2026-01-31T12:00:00Z"));
        assertThat(runOf(Map.of("BACKSLIDE_COMMIT_TIME", "1769860800")).commitTime())
                .isEqualTo(Instant.parse("2026-01-31T12:00:00Z"));
    }

    @Test
    void commitTime_thatIsNone_isNamed() {
        assertThatThrownBy(() -> runOf(Map.of("BACKSLIDE_COMMIT_TIME", "yesterday")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("BACKSLIDE_COMMIT_TIME was 'yesterday'")
                .hasMessageContaining(TimeText.RULE);
    }

    @Test
    void variable_unfitToBeStored_isPassedOver() {
        Run run = runOf(Map.of("BACKSLIDE_BRANCH", "a\nb", "BACKSLIDE_COMMIT", "x".repeat(2_000)));
        assertThat(run).isEqualTo(Run.UNKNOWN);
    }

    @Test
    void commit_thatLooksLikeAnOption_isNotHandedToGit() throws Exception {
        repository("main");
        Run run = runOf(Map.of("BACKSLIDE_COMMIT", "--output=stolen"));
        assertThat(run.commit()).isEqualTo("--output=stolen");
        assertThat(run.commitTime()).isNull();
        assertThat(folder.resolve("stolen")).doesNotExist();
    }

    @Test
    void nothingKnown_isAnUnknownRun() {
        assertThat(runOf(Map.of())).isEqualTo(Run.UNKNOWN);
    }

    @Test
    void machine_isDescribed() {
        Map<String, String> metadata =
                RunContext.detect(Map.of("HOSTNAME", "ci-1"), folder).metadata();
        assertThat(metadata).containsEntry("host", "ci-1").containsKeys("os", "jdk", "cpus");
        assertThat(metadata.get("jdk")).startsWith(System.getProperty("java.version"));
    }

    private Run runOf(Map<String, String> environment) {
        return RunContext.detect(environment, folder).run();
    }

    /** Makes the folder a repository with one commit of a fixed time. */
    private String repository(String branch) throws Exception {
        git("init", "-q", "-b", branch);
        git(
                "-c",
                "user.name=Test",
                "-c",
                "user.email=test@example.org",
                "-c",
                "commit.gpgsign=false",
                "commit",
                "-q",
                "--allow-empty",
                "-m",
                "First");
        return git("rev-parse", "HEAD");
    }

    private String git(String... arguments) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("git", "-C", folder.toString()).redirectErrorStream(true);
        builder.command().addAll(List.of(arguments));
        builder.environment().put("GIT_COMMITTER_DATE", "2026-01-31T12:00:00Z");
        Process process = builder.start();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(output).isZero();
        return output.strip();
    }
}
