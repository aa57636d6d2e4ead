package dev.backslide.core;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class StandardDirectionsTest {

    /** The specification's categories with its units, and what lies between them. */
    @ParameterizedTest
    @CsvSource({
        "performance, tokens/sec, HIGHER_IS_BETTER",
        "performance, requests/sec, HIGHER_IS_BETTER",
        "performance, throughput, HIGHER_IS_BETTER",
        "Performance, Tokens/Sec, HIGHER_IS_BETTER",
        "performance, ops per second, HIGHER_IS_BETTER",
        "performance, seconds, LOWER_IS_BETTER",
        "performance, ms, LOWER_IS_BETTER",
        "performance, time, LOWER_IS_BETTER",
        "time, seconds, LOWER_IS_BETTER",
        "time, milliseconds, LOWER_IS_BETTER",
        "time, '', LOWER_IS_BETTER",
        "memory, MB, LOWER_IS_BETTER",
        "memory, GB, LOWER_IS_BETTER",
        "memory, pages, LOWER_IS_BETTER",
        "benchmark, ns/iter, LOWER_IS_BETTER",
        "benchmark, B/op, LOWER_IS_BETTER",
        "memory, MB/s, UNKNOWN",
        "accuracy, '', UNKNOWN",
        "efficiency, percent, UNKNOWN",
    })
    void direction_ofCategoryAndUnit_isTheSpecifications(String category, String unit, Direction expected) {
        assertThat(StandardDirections.INSTANCE.directionOf(category, unit)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"efficiency, HIGHER_IS_BETTER", "memory, LOWER_IS_BETTER"})
    void rule_withoutAnOpinion_leavesItToTheNext(String category, Direction expected) {
        DirectionRule own = (kind, unit) -> kind.equals("efficiency") ? Direction.HIGHER_IS_BETTER : Direction.UNKNOWN;

        assertThat(own.orElse(StandardDirections.INSTANCE).directionOf(category, "MB"))
                .isEqualTo(expected);
    }
}
