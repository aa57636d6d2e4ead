package dev.backslide.core.detection.rule;

import dev.backslide.core.Direction;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.StandardDirections;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

class PolicyTest {

    private static final Policy HIGHER =
            new Policy(DetectorKind.ADAPTIVE, 5, 0, Direction.HIGHER_IS_BETTER, StandardDirections.INSTANCE);

    @Test
    void direction_notDeclared_isOfThePolicyElseOfTheRule() {
        assertThat(HIGHER.appliedTo(time(null)).direction()).isEqualTo(Direction.HIGHER_IS_BETTER);
        assertThat(Policy.ofThreshold(5).appliedTo(time(null)).direction()).isEqualTo(Direction.LOWER_IS_BETTER);
    }

    @Test
    void direction_declared_winsOverThePolicy() {
        assertThat(HIGHER.appliedTo(time(Direction.LOWER_IS_BETTER)).direction())
                .isEqualTo(Direction.LOWER_IS_BETTER);
    }

    @Test
    void direction_declaredUnknown_isNotGuessedFromTheUnit() {
        assertThat(Policy.ofThreshold(5).appliedTo(time(Direction.UNKNOWN)).direction())
                .isEqualTo(Direction.UNKNOWN);
    }

    @Test
    void direction_declaredUnknown_isThePolicysWhereItHasOne() {
        assertThat(HIGHER.appliedTo(time(Direction.UNKNOWN)).direction()).isEqualTo(Direction.HIGHER_IS_BETTER);
    }

    private static MetricEvent time(@Nullable Direction direction) {
        return MetricEvent.builder("m", "n", 1, "ms")
                .timestamp(Instant.EPOCH)
                .direction(direction)
                .build();
    }
}
