package dev.backslide.sdk.tracker;

import dev.backslide.core.Direction;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.Run;
import dev.backslide.sdk.PublisherSettings;
import dev.backslide.sdk.PublisherSettingsBuilder;
import dev.backslide.sdk.RunContext;
import dev.backslide.sdk.internal.run.EventFactory;
import dev.backslide.sdk.internal.run.TrackerSettings;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeMap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TrackerBuilderTest {

    private static final URI SINK = URI.create("http://127.0.0.1:1");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

    private static PublisherSettingsBuilder publisher() {
        return PublisherSettings.builder("127.0.0.1:1").closeOnExit(false);
    }

    @Test
    void runAndClockOfThePublisher_holdWhereTheTrackerNamesNone() {
        RunContext context = new RunContext(Run.ofCommit("abc"), new TreeMap<>());
        TrackerSettings settings = PerformanceRegressionTracker.builder()
                .kafka(publisher().runContext(context).clock(CLOCK).build(), SINK)
                .settings();

        assertThat(settings.runContext()).isEqualTo(context);
        assertThat(settings.clock()).isEqualTo(CLOCK);
    }

    @Test
    void directionRuleAlone_leavesTheThresholdToTheDetector() {
        EventFactory events = new EventFactory(PerformanceRegressionTracker.builder()
                .directionRule((category, unit) -> Direction.LOWER_IS_BETTER)
                .settings());
        MetricEvent event = events.underPolicies(MetricEvent.builder("m", "n", 1, "widgets")
                .timestamp(CLOCK.instant())
                .build());

        assertThat(event.direction()).isEqualTo(Direction.LOWER_IS_BETTER);
        assertThat(event.thresholdPercent()).isNull();
    }

    @Test
    void dimensions_thatThePublisherLacks_areRefused() {
        TrackerBuilder builder = PerformanceRegressionTracker.builder()
                .dimensions(List.of("host"))
                .kafka(publisher().build(), SINK);

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("dimensions was [host]");
    }

    @Test
    @SuppressWarnings("NullAway") // what a caller without null checks may do
    void null_isNamedWhereItIsSet() {
        assertThatThrownBy(() -> PerformanceRegressionTracker.builder().runContext(null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("run context was null");
        assertThatThrownBy(() ->
                        PerformanceRegressionTracker.builder().kafka(publisher().build(), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sink was null");
    }
}
