package dev.backslide.cli.record;

import dev.backslide.cli.context.CliContext;
import dev.backslide.configuration.Configuration;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.Run;
import dev.backslide.sdk.VerdictOutcome.NotSent;
import dev.backslide.sdk.VerdictOutcome.Received;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Recording in a folder; {@link RunResultsIT} and {@link LargeImportIT} have it through a broker. */
class MeasurementRecorderTest {

    @TempDir
    Path folder;

    private final StringWriter err = new StringWriter();

    @Test
    void outcomes_comeOneByOne_inTheOrderOfTheMeasurements() {
        List<String> steps = new ArrayList<>();

        recording()
                .locally(
                        (tracker, events) -> {
                            for (String name : List.of("b", "a")) {
                                steps.add("measured " + name);
                                events.accept(event(name, name, "main", 1));
                            }
                        },
                        (event, outcome) -> {
                            assertThat(outcome).isInstanceOf(Received.class);
                            steps.add("recorded " + event.name());
                        });

        assertThat(steps).containsExactly("measured b", "recorded b", "measured a", "recorded a");
    }

    @Test
    void otherBranch_isNamedOnce() {
        recording().locally(event("a", "1", "main", 1));
        recording().locally(event("b", "2", "main", 1));
        assertThat(err.toString()).isEmpty();

        recording()
                .locally(
                        (tracker, events) -> {
                            events.accept(event("a", "3", "feature", 2));
                            events.accept(event("b", "4", "feature", 2));
                        },
                        (event, outcome) -> {});

        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .contains("m:a was measured on branch main before and is on feature now");
    }

    @Test
    void secondResultOfARun_isRefused_andTheSameOneAgainKeepsItsTime() {
        recording().locally(event("a", "1", "main", 1));

        assertThat(recording().locally(event("a", "2", "main", 1))).isInstanceOf(NotSent.class);
        assertThat(err.toString()).isEmpty();
        assertThat(recording().locally(event("a", "1", "main", 9))).isInstanceOf(Received.class);
        assertThat(err.toString().lines())
                .containsExactly(
                        "backslide: 1 measurement was recorded before, with another time; it keeps that time, and"
                                + " nothing is counted twice");
    }

    private MeasurementRecorder recording() {
        PrintWriter out = new PrintWriter(err, true);
        CliContext context = new CliContext(
                Map.of(), folder, out, out, false, Clock.fixed(dev.backslide.cli.Run.NOW, ZoneOffset.UTC));
        return new MeasurementRecorder(
                context, Configuration.builder().workingDir(folder).build());
    }

    private static MetricEvent event(String name, String id, String branch, int minute) {
        return MetricEvent.builder("m", name, 100, "ms")
                .eventId(id)
                .category("time")
                .timestamp(dev.backslide.cli.Run.NOW.minusSeconds(3_600).plusSeconds(60L * minute))
                .run(new Run("run-" + branch, null, null, branch, null))
                .build();
    }
}
