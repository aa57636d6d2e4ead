package dev.backslide.sink.consume;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class LagWatchTest {

    private static final TopicPartition ONE = new TopicPartition("metrics", 1);
    private static final TopicPartition TWO = new TopicPartition("metrics", 2);
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final LagWatch watch = new LagWatch(Duration.ofSeconds(60));

    @Test
    void partition_thatStandsStillWhileRecordsWait_isStuck_untilItMoves() {
        assertThat(look(0, 10, 50)).isNull();
        assertThat(look(59, 10, 60)).isNull();
        assertThat(look(60, 10, 70))
                .isEqualTo("nothing of partition metrics-1 was stored for 60 s while 60 records wait in it;"
                        + " see the log, and start the sink again");
        assertThat(look(61, 11, 70)).isNull();
    }

    @Test
    void partition_withNothingToStore_isNot_howeverLongItTakes() {
        assertThat(look(0, 10, 10)).isNull();
        assertThat(look(600, 10, 10)).isNull();
        assertThat(look(601, 10, 11)).isNull();
    }

    @Test
    void oneStuckPartition_isSeenBesideOneThatMoves() {
        for (int second = 0; second < 60; second++) {
            assertThat(watch.look(Map.of(ONE, 5L, TWO, (long) second), Map.of(ONE, 9L, TWO, 99L), at(second)))
                    .isNull();
        }
        assertThat(watch.look(Map.of(ONE, 5L, TWO, 60L), Map.of(ONE, 9L, TWO, 99L), at(60)))
                .contains("partition metrics-1");
    }

    private @Nullable String look(int second, long stored, long end) {
        return watch.look(Map.of(ONE, stored), Map.of(ONE, end), at(second));
    }

    private static Instant at(int second) {
        return START.plusSeconds(second);
    }
}
