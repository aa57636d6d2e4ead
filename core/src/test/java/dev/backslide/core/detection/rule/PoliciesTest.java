package dev.backslide.core.detection.rule;

import dev.backslide.core.Direction;
import dev.backslide.core.MetricKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PoliciesTest {

    @ParameterizedTest
    @CsvSource({
        "my_model:latency,       10",
        "my_model:latency.p99,   20",
        "my_model:latency.p50,   15",
        "other:latency,          7",
        "other:accuracy,         1",
        "other:throughput,       5",
        "my_model:a:latency,     10",
        "'bench.py:test[1]',     3",
    })
    void mostSpecificPattern_wins(String key, double threshold) {
        Policies policies = Policies.of(
                Policy.ofThreshold(5),
                List.of(
                        PolicyRule.ofThreshold("my_model:latency.p99", 20),
                        PolicyRule.ofThreshold("my_model:*", 10),
                        PolicyRule.ofThreshold("latency", 7),
                        PolicyRule.ofThreshold("my_model:latency.p??", 15),
                        PolicyRule.ofThreshold("*:accuracy", 1),
                        PolicyRule.ofThreshold("bench.py:test[1]", 3)));
        assertThat(policies.policyFor(MetricKey.parse(key)).thresholdPercent()).isEqualTo(threshold);
    }

    @Test
    void eachSetting_comesFromTheMostSpecificRuleThatHasIt() {
        Policies policies = Policies.of(
                Policy.ofThreshold(5),
                List.of(
                        new PolicyRule("m:*", 10.0, 2.0, DetectorKind.PREVIOUS, null),
                        new PolicyRule("m:score", null, 0.5, null, Direction.HIGHER_IS_BETTER)));
        Policy policy = policies.policyFor(MetricKey.parse("m:score"));
        assertThat(policy.thresholdPercent()).isEqualTo(10);
        assertThat(policy.floor()).isEqualTo(0.5);
        assertThat(policy.detector()).isEqualTo(DetectorKind.PREVIOUS);
        assertThat(policy.direction()).isEqualTo(Direction.HIGHER_IS_BETTER);
        assertThat(policies.policyFor(MetricKey.parse("n:score"))).isEqualTo(policies.everything());
    }

    @Test
    void impossibleSetting_isRefusedByItsPattern() {
        assertThatThrownBy(() -> Policies.of(Policy.ofThreshold(5), List.of(PolicyRule.ofThreshold("m:*", -1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("m:*")
                .hasMessageContaining("-1.0");
    }
}
