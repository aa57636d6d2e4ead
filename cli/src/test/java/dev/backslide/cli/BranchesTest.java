package dev.backslide.cli;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Branches never meet in one series without anybody being told. */
class BranchesTest {

    private static final String TOLD =
            "backslide: mb.csv has measurements of 2 branches of one metric (app:latency: feature-x and"
                    + " main): each branch becomes its own series, as with '[series] dimensions = branch'";

    @TempDir
    private Path folder = Path.of("");

    /** Main steps at its 40th measurement; each third day a branch that is slower all along is measured as well. */
    @BeforeEach
    void writeFile() throws IOException {
        Instant start = Instant.parse("2025-01-01T02:00:00Z");
        List<String> rows = new ArrayList<>(List.of("timestamp,model_name,name,value,unit,category,commit,branch"));
        for (int day = 0; day < 60; day++) {
            Instant time = start.plus(Duration.ofDays(day));
            rows.add("%s,app,latency,%s,ms,time,a%d,main".formatted(time, (day < 40 ? 100 : 150) + day % 3 * 0.5, day));
            if (day % 3 == 0) {
                rows.add("%s,app,latency,%s,ms,time,f%d,feature-x"
                        .formatted(time.plusSeconds(60), 130 + day % 2 * 0.5, day));
            }
        }
        Files.write(folder.resolve("mb.csv"), rows);
    }

    @Test
    void file_ofTwoBranches_backtested_isTwoSeries_andMainsStepBlamesMain() {
        Run run = Run.in(folder, "backtest", "mb.csv");

        assertThat(run.errLines()).containsExactly(TOLD);
        assertThat(run.out())
                .contains("2 series, 80 measurements, 1 alert (1 open)")
                .containsPattern(
                        "app:latency\\{branch=main} +\\+\\S+ % +\\S+ +\\S+ +44 +40 +2025-02-10 +a39\\.\\.a40 +open");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--changes", "--aa", "--compare=previous"})
    void file_ofTwoBranches_isToldByEachBacktest(String option) {
        assertThat(Run.in(folder, "backtest", "mb.csv", option).errLines()).contains(TOLD);
    }

    @Test
    void file_ofTwoBranches_replayed_isTwoSeries() {
        Run run = Run.in(folder, "replay", "mb.csv", "--local");

        assertThat(run.errLines()).contains(TOLD);
        assertThat(Run.in(folder, "alerts").out()).contains("app:latency{branch=main}", "a39..a40");
    }

    @Test
    void dimensionThatIsConfigured_needsNoWord() {
        Run run = Run.in(folder, Map.of("BACKSLIDE_SERIES_DIMENSIONS", "branch"), "backtest", "mb.csv");

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("2 series");
    }

    @Test
    void record_onAnotherBranch_isTold_andSoIsWhoAsks() {
        record("main");
        Run other = record("feature-x");

        assertThat(other.errLines())
                .containsExactly(
                        "backslide: shop:checkout was measured on branch main before and is on feature-x now, in one"
                                + " series; '[series] dimensions = branch' separates branches");
        assertThat(Run.in(folder, "explain", "shop:checkout").out())
                .contains(
                        "branches   main and feature-x are one series; '[series] dimensions = branch' separates them");
    }

    private Run record(String branch) {
        String line = "record --local --model shop --name checkout --value 10 --unit ms --branch " + branch;
        return Run.in(folder, line.split(" ", -1));
    }
}
