package dev.backslide.core.detection.history;

import com.sun.management.ThreadMXBean;
import dev.backslide.core.Run;
import dev.backslide.core.detection.changepoint.ChangePointDetector;
import dev.backslide.core.detection.monitor.Recorded;
import dev.backslide.core.detection.monitor.SeriesMemory;
import dev.backslide.core.detection.monitor.SeriesMonitor;
import dev.backslide.core.detection.rule.Policy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** What a series costs on the heap: by the measurements that it has, and as much as it says. */
class SeriesHeapTest {

    private static final Policy POLICY = Policy.ofThreshold(Policy.DEFAULT_THRESHOLD_PERCENT);
    private static final int COLLECTIONS = 3;

    @Test
    void seriesOfOneMeasurement_costsLittle() {
        assertThat(monitorOf(1).bytes()).isLessThan(1_500);
    }

    @Test
    void seriesThatIsFull_growsNoMore() {
        int full = monitorOf(1_000).bytes();

        assertThat(full).isLessThan(60_000);
        assertThat(monitorOf(5_000).bytes()).isCloseTo(full, within(500));
    }

    @Test
    void detector_ofAFullSeries_allocatesNothing() {
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        ChangePointDetector detector = new ChangePointDetector();
        for (int i = 0; i < 1_000; i++) {
            detector.next(100 + i % 7);
        }
        long before = thread.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 1_000; i++) {
            detector.next(100 + i % 7);
        }
        // One byte a measurement would be a thousand; the bean itself may take some.
        assertThat(thread.getCurrentThreadAllocatedBytes() - before).isLessThan(500);
    }

    @ParameterizedTest
    @CsvSource({"1, 20000", "30, 4000", "400, 400"})
    void bytes_areThoseOfTheHeap(int measurements, int series) {
        monitorOf(measurements);
        long before = usedAfterCollection();
        List<SeriesMonitor> monitors = new ArrayList<>();
        long told = 0;
        for (int i = 0; i < series; i++) {
            SeriesMonitor monitor = monitorOf(measurements);
            monitors.add(monitor);
            told += monitor.bytes();
        }
        long held = usedAfterCollection() - before;

        assertThat((double) held / told).as("%d bytes held of %d", held, told).isBetween(0.6, 1.4);
        assertThat(monitors).hasSize(series);
    }

    private static long usedAfterCollection() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static SeriesMonitor monitorOf(int measurements) {
        SeriesMonitor monitor =
                new SeriesMonitor(Recorded.SERIES, new SeriesHistory(HistoryLimits.DEFAULT), SeriesMemory.EMPTY);
        for (int i = 0; i < measurements; i++) {
            monitor.accept(
                    Recorded.at(i, 100 + i % 7)
                            .run(Run.ofCommit("commit-" + i))
                            .verdictRequested(true)
                            .build(),
                    POLICY);
        }
        return monitor;
    }
}
