package dev.backslide.core.detection.history;

import org.junit.jupiter.api.Test;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

/** Measurements that share their order time, as runs of one commit do. */
class SeriesHistoryTest {

    private static final HistoryLimits SMALL = new HistoryLimits(256, Duration.ofDays(7_300));
    private static final long ORDER = 1_000_000;
    private static final int MANY = 1_000;

    private final SeriesHistory history = new SeriesHistory(SMALL);

    @Test
    void eachNewRun_isTheNewest_andNoneCountsTwiceWhenItComesAgain() {
        for (int i = 0; i < MANY; i++) {
            assertThat(add(point(i))).isEqualTo(HistoryInsertion.APPENDED);
        }
        for (int i = 0; i < MANY; i++) {
            assertThat(add(point(i))).isEqualTo(i < MANY - 256 ? HistoryInsertion.TOO_OLD : HistoryInsertion.DUPLICATE);
        }
        assertThat(history.size()).isEqualTo(256);
    }

    @Test
    void runThatArrivesLate_isPlacedWhereItWasTaken() {
        add(point(0));
        add(point(2));
        assertThat(add(point(1))).isEqualTo(HistoryInsertion.INSERTED);
        assertThat(history.newestValues(3)).containsExactly(0, 1, 2);
    }

    @Test
    void runsOfOneInstant_keepTheOrderOfTheirArrival_andEachIsTheNewest() {
        for (int i = 0; i < MANY; i++) {
            assertThat(add(new HistoryPoint(ORDER, ORDER, i, i, null))).isEqualTo(HistoryInsertion.APPENDED);
        }
        assertThat(history.newestValues(2)).containsExactly(MANY - 2, MANY - 1);
    }

    @Test
    void runOfTheOldestInstantThatIsKept_isTooOldOnceNewerOnesAreThere() {
        for (int i = 0; i < 300; i++) {
            add(new HistoryPoint(ORDER, ORDER, i, i, null));
        }
        add(point(400));
        assertThat(add(new HistoryPoint(ORDER, ORDER, 0, 0, null))).isEqualTo(HistoryInsertion.TOO_OLD);
    }

    private HistoryInsertion add(HistoryPoint point) {
        HistoryInsertion insertion = history.add(point);
        history.trim();
        return insertion;
    }

    private static HistoryPoint point(int number) {
        return new HistoryPoint(ORDER, ORDER + number, number, number, null);
    }
}
