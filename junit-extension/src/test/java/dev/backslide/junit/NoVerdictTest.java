package dev.backslide.junit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineExecutionResults;

import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/** Nobody listens on port 1: no verdict can come. */
class NoVerdictTest {

    @TempDir
    Path folder;

    private Kit kit;

    @BeforeEach
    void prepare() {
        kit = new Kit(folder)
                .with("perf.tracker", "kafka")
                .with("perf.bootstrap-servers", "127.0.0.1:1")
                .with("perf.sink-url", "http://127.0.0.1:1")
                .with("perf.verdict-timeout", "300ms");
    }

    @Test
    void noVerdictInTime_failsDistinctlyAndSaysWhatToDo() {
        EngineExecutionResults results = kit.run(Cases.BaseClass.class, 100.0);

        assertThat(Kit.failureOf(results))
                .isInstanceOf(NoVerdictError.class)
                .hasMessageStartingWith("no verdict on shop:checkout, so it is not known whether it regressed: ")
                .hasMessageContaining("measured   100 ms")
                .hasMessageContaining("perf.verdict-timeout (now 300ms)")
                .hasMessageContaining("perf.on-no-verdict=warn");
    }

    @Test
    void noVerdictInTime_warnsWhereThatIsSet() {
        EngineExecutionResults results = kit.with("perf.on-no-verdict", "warn").run(Cases.BaseClass.class, 100.0);

        results.testEvents().assertStatistics(tests -> tests.succeeded(1));
        assertThat(Reported.of(results))
                .anySatisfy(entry ->
                        assertThat(entry.get("performance.warning")).startsWith("no verdict on shop:checkout"));
    }
}
