package dev.backslide.junit;

import dev.backslide.sdk.tracker.PerformanceRegressionTracker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineExecutionResults;

import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

class SwitchTest {

    @TempDir
    Path folder;

    @Test
    void annotatedClass_isSkippedUnlessSwitchedOn() {
        EngineExecutionResults results = new Kit(folder).run(Cases.Annotated.class);

        assertThat(Kit.skipReason(results))
                .isEqualTo(
                        "performance tests are not switched on; run with -Dperformance.regression=true, or set it as a"
                                + " JUnit configuration parameter");
        results.testEvents().assertStatistics(tests -> tests.started(0));
    }

    @Test
    void annotatedClass_runsWhereSwitchedOn() {
        EngineExecutionResults results =
                new Kit(folder).with("performance.regression", "true").run(Cases.Annotated.class, 100.0);

        results.testEvents().assertStatistics(tests -> tests.succeeded(1));
    }

    @Test
    void annotatedMethodAlone_isSkipped() {
        EngineExecutionResults results = new Kit(folder).run(Cases.AnnotatedMethod.class);

        results.testEvents().assertStatistics(tests -> tests.succeeded(1).skipped(1));
    }

    @Test
    void annotationAlone_makesATestThatRunsOnce() {
        Kit kit = new Kit(folder).with("performance.regression", "true");
        kit.run(Cases.AnnotationAlone.class)
                .testEvents()
                .assertStatistics(tests -> tests.succeeded(1 + 1 + 2 + 3).failed(0));

        try (PerformanceRegressionTracker tracker = kit.tracker()) {
            assertThat(tracker.getMetricHistory("Cases.AnnotationAlone:alone")).hasSize(1);
            assertThat(tracker.getMetricHistory("Cases.AnnotationAlone:withTest"))
                    .hasSize(1);
            assertThat(tracker.getMetricHistory("Cases.AnnotationAlone:repeated"))
                    .hasSize(3);
        }
    }

    @Test
    void baseClassAndMixin_runWithoutTheSwitch() {
        new Kit(folder).run(Cases.BaseClass.class, 100.0).testEvents().assertStatistics(tests -> tests.succeeded(1));
        new Kit(folder).run(Cases.Mixin.class, 100.0).testEvents().assertStatistics(tests -> tests.succeeded(1));
    }

    @Test
    void false_switchesBaseClassAndMixinOff() {
        Kit kit = new Kit(folder).with("performance.regression", "false");

        assertThat(Kit.skipReason(kit.run(Cases.BaseClass.class)))
                .isEqualTo("performance tests are switched off by performance.regression=false");
        assertThat(Kit.skipReason(kit.run(Cases.Mixin.class))).contains("performance.regression=false");
        assertThat(Kit.skipReason(kit.run(Cases.Annotated.class))).contains("performance.regression=false");
    }

    @Test
    void switch_thatIsNoBoolean_failsWithTheRule() {
        String failure = new Kit(folder).with("performance.regression", "yes").failure(Cases.Annotated.class);

        assertThat(failure).contains("performance.regression was 'yes' but it must be true or false");
    }
}
