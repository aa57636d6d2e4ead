package dev.backslide.e2e;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code backslide demo} from nothing to its findings, in a process of its own. */
class DemoIT {

    @TempDir
    Path folder;

    @Test
    void demo_replaysRealHistoryAndShowsWhatItFound() throws InterruptedException {
        BackslideProcess.Finished demo = BackslideProcess.run(folder, "demo");
        assertThat(demo.code()).as(demo.err()).isZero();
        assertThat(demo.out()).contains("7,603 measurements of 27 metrics").contains("CRITICAL  hyper:");
        Path kept = folder.resolve(".backslide/demo");
        assertThat(kept.resolve("reports/performance_report.md")).content().contains("### hyper:hello_world_16");
        assertThat(kept.resolve("reports/performance_metrics.csv")).isNotEmptyFile();
        assertThat(kept.resolve("store/backslide.db")).isNotEmptyFile();
    }
}
