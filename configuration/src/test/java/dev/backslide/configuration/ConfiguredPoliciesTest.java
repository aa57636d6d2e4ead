package dev.backslide.configuration;

import dev.backslide.core.Direction;
import dev.backslide.core.DirectionRule;
import dev.backslide.core.MetricKey;
import dev.backslide.core.detection.rule.DetectorKind;
import dev.backslide.core.detection.rule.Policy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ConfiguredPoliciesTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void specificationsThresholds_byBareName_holdForEveryModel() throws IOException {
        Configuration configuration = read("""
                [thresholds]
                inference_speed = 5.0
                memory_usage = 10.0
                startup_time = 15.0
                accuracy = 1.0
                """);

        assertThat(policy(configuration, "my_model", "memory_usage").thresholdPercent())
                .isEqualTo(10.0);
        assertThat(policy(configuration, "another_model", "startup_time").thresholdPercent())
                .isEqualTo(15.0);
        assertThat(policy(configuration, "my_model", "accuracy").thresholdPercent())
                .isEqualTo(1.0);
        assertThat(policy(configuration, "my_model", "other").thresholdPercent())
                .isEqualTo(5.0);
    }

    @Test
    void globs_several_theMostSpecificWins() throws IOException {
        Configuration configuration = read("""
                [performance_regression]
                regression_threshold = 7
                [thresholds]
                shop:checkout.p99 = 2
                shop:* = 20
                *.p99 = 30
                """);

        assertThat(policy(configuration, "shop", "checkout.p99").thresholdPercent())
                .isEqualTo(2);
        assertThat(policy(configuration, "shop", "search").thresholdPercent()).isEqualTo(20);
        assertThat(policy(configuration, "blog", "read.p99").thresholdPercent()).isEqualTo(30);
        assertThat(policy(configuration, "blog", "read").thresholdPercent()).isEqualTo(7);
    }

    @Test
    void sections_ofOneMetric_makeOnePolicy() throws IOException {
        Policy policy = policy(read("""
                        [performance_regression]
                        floor = 1
                        detector = previous
                        [thresholds]
                        score = 3
                        [floors]
                        m:score = 0.5
                        [detectors]
                        m:* = adaptive
                        [directions]
                        score = higher
                        """), "m", "score");

        assertThat(policy.thresholdPercent()).isEqualTo(3);
        assertThat(policy.floor()).isEqualTo(0.5);
        assertThat(policy.detector()).isEqualTo(DetectorKind.ADAPTIVE);
        assertThat(policy.direction()).isEqualTo(Direction.HIGHER_IS_BETTER);
    }

    @Test
    void policy_withoutAnyEntry_isOfTheSettings() throws IOException {
        Policy policy = policy(read("[performance_regression]\nfloor = 2\ndetector = previous\n"), "m", "n");

        assertThat(policy.floor()).isEqualTo(2);
        assertThat(policy.detector()).isEqualTo(DetectorKind.PREVIOUS);
        assertThat(policy.direction()).isEqualTo(Direction.UNKNOWN);
    }

    @Test
    void category_configured_decidesBeforeTheSpecificationsTables() throws IOException {
        DirectionRule rule = policy(read("[categories]\nefficiency = higher\nmemory = higher\n"), "m", "n")
                .directionRule();

        assertThat(rule.directionOf("efficiency", "%")).isEqualTo(Direction.HIGHER_IS_BETTER);
        assertThat(rule.directionOf("memory", "MB")).isEqualTo(Direction.HIGHER_IS_BETTER);
        assertThat(rule.directionOf("time", "ms")).isEqualTo(Direction.LOWER_IS_BETTER);
        assertThat(rule.directionOf("other", "points")).isEqualTo(Direction.UNKNOWN);
    }

    @Test
    void rule_inCode_decidesBetweenCategoriesAndTables() {
        DirectionRule rule = Configuration.builder()
                .category("latency", Direction.LOWER_IS_BETTER)
                .directionRule(
                        (category, unit) -> unit.equals("points") ? Direction.HIGHER_IS_BETTER : Direction.UNKNOWN)
                .directionRule(new LatencyIsHigher())
                .build()
                .policies()
                .everything()
                .directionRule();

        assertThat(rule.directionOf("latency", "points")).isEqualTo(Direction.LOWER_IS_BETTER);
        assertThat(rule.directionOf("other", "points")).isEqualTo(Direction.HIGHER_IS_BETTER);
        assertThat(rule.directionOf("time", "ms")).isEqualTo(Direction.HIGHER_IS_BETTER);
        assertThat(rule.directionOf("memory", "MB")).isEqualTo(Direction.LOWER_IS_BETTER);
    }

    @Test
    void suppliedRule_onTheClassPath_decidesAfterCategoriesAndBeforeTheTables() throws IOException {
        provide(LatencyIsHigher.class.getName());
        Configuration configuration = read("[categories]\nlatency = lower\n");
        try (URLClassLoader classPath = classPath()) {
            DirectionRule rule = configuration
                    .policies(classPath)
                    .policyFor(new MetricKey("m", "n"))
                    .directionRule();

            assertThat(rule.directionOf("latency", "points")).isEqualTo(Direction.LOWER_IS_BETTER);
            assertThat(rule.directionOf("time", "ms")).isEqualTo(Direction.HIGHER_IS_BETTER);
            assertThat(rule.directionOf("memory", "MB")).isEqualTo(Direction.LOWER_IS_BETTER);
        }
    }

    @Test
    void suppliedRule_seenByTheContextClassLoader_isFound() throws IOException {
        provide(LatencyIsHigher.class.getName());
        Configuration configuration = read("");
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader classPath = classPath()) {
            Thread.currentThread().setContextClassLoader(classPath);

            assertThat(policy(configuration, "m", "n").directionRule().directionOf("time", "ms"))
                    .isEqualTo(Direction.HIGHER_IS_BETTER);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @Test
    void suppliedRule_thatCannotBeMade_isOneSentence() throws IOException {
        provide("com.example.Missing");
        Configuration configuration = read("");
        try (URLClassLoader classPath = classPath()) {
            assertThatThrownBy(() -> configuration.policies(classPath))
                    .isInstanceOf(InvalidConfigurationException.class)
                    .hasMessageContaining("com.example.Missing")
                    .hasMessageContaining("correct its META-INF/services file");
        }
    }

    /** A rule as a user would write one. */
    public static final class LatencyIsHigher implements DirectionRule {

        @Override
        public Direction directionOf(String category, String unit) {
            return category.equals("latency") || category.equals("time")
                    ? Direction.HIGHER_IS_BETTER
                    : Direction.UNKNOWN;
        }
    }

    private void provide(String className) throws IOException {
        Path services = Files.createDirectories(folder.resolve("rules/META-INF/services"));
        Files.writeString(services.resolve(DirectionRule.class.getName()), className + "\n");
    }

    private URLClassLoader classPath() throws IOException {
        return new URLClassLoader(
                new URL[] {folder.resolve("rules").toUri().toURL()}, getClass().getClassLoader());
    }

    private Configuration read(String text) throws IOException {
        Files.writeString(folder.resolve(Configuration.FILE_NAME), text);
        return Configuration.builder().workingDir(folder).build();
    }

    private static Policy policy(Configuration configuration, String model, String name) {
        return configuration.policies().policyFor(new MetricKey(model, name));
    }
}
