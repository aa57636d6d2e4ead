package dev.backslide.files;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class IndexRunsTest {

    private final IndexRuns runs = new IndexRuns();

    @Test
    void positions_withoutGaps_keepTheirDistance() {
        for (int i = 0; i < 5_000; i++) {
            runs.add(i, i + 7L);
        }

        assertThat(runs.indexOf(0)).isEqualTo(7);
        assertThat(runs.indexOf(4_999)).isEqualTo(5_006);
    }

    @Test
    void positions_withAGapEach_areKnownAThousandBack() {
        for (int i = 0; i < 100_000; i++) {
            runs.add(i, 2L * i);
        }

        for (int i = 99_000; i < 100_000; i++) {
            assertThat(runs.indexOf(i)).isEqualTo(2L * i);
        }
    }
}
