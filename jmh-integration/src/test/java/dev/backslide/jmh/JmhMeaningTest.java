package dev.backslide.jmh;

import dev.backslide.core.Direction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class JmhMeaningTest {

    @ParameterizedTest
    @CsvSource({
        "thrpt, ops/s, HIGHER_IS_BETTER, performance, false",
        "thrpt, ops/min, HIGHER_IS_BETTER, performance, false",
        "thrpt, s/op, LOWER_IS_BETTER, time, true",
        "avgt, ops/us, HIGHER_IS_BETTER, performance, true",
        "avgt, ns/op, LOWER_IS_BETTER, time, false",
        "sample, day/op, LOWER_IS_BETTER, time, false",
        "ss, hr/op, LOWER_IS_BETTER, time, false",
        "ss, B/op, LOWER_IS_BETTER, memory, false",
        "thrpt, widgets, HIGHER_IS_BETTER, performance, false",
        "avgt, widgets, LOWER_IS_BETTER, time, false",
        "avgt, '', LOWER_IS_BETTER, time, false"
    })
    void primary_byUnitThenMode(String mode, String unit, Direction direction, String category, boolean contradiction) {
        assertThat(JmhMeaning.ofPrimary(mode, unit)).isEqualTo(new JmhMeaning(direction, category));
        assertThat(JmhMeaning.contradicts(mode, unit)).isEqualTo(contradiction);
    }

    @ParameterizedTest
    @CsvSource({
        "gc.alloc.rate.norm, B/op, LOWER_IS_BETTER, memory",
        "gc.alloc.rate, MB/sec, UNKNOWN, profiler",
        "gc.time, ms, UNKNOWN, profiler",
        "gc.count, counts, UNKNOWN, profiler",
        "instructions, #/op, LOWER_IS_BETTER, performance",
        "IPC, insns/clk, UNKNOWN, profiler",
        "reader, ops/s, HIGHER_IS_BETTER, performance",
        "p0.99, us/op, LOWER_IS_BETTER, time",
        "p1.00, us/op, UNKNOWN, profiler",
        "burst·p0.00, s/op, UNKNOWN, profiler",
        "burst·p0.50, s/op, LOWER_IS_BETTER, time",
        "burst·p0.99, s/op, LOWER_IS_BETTER, time",
        "burst·p0.999, s/op, UNKNOWN, profiler",
        "burst·p0.9999, s/op, UNKNOWN, profiler",
        "burst·p1.00, s/op, UNKNOWN, profiler",
        "reader:p0.999, us/op, UNKNOWN, profiler",
        "reader:p0.95, us/op, LOWER_IS_BETTER, time",
        "p0.999burst, us/op, LOWER_IS_BETTER, time"
    })
    void secondary_byUnit_elseReportedAlone(String label, String unit, Direction direction, String category) {
        assertThat(JmhMeaning.ofSecondary(label, unit)).isEqualTo(new JmhMeaning(direction, category));
    }
}
