package dev.backslide.core.detection.explain;

import dev.backslide.core.MetricEvent;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.Verdict;
import dev.backslide.core.detection.changepoint.Baseline;
import dev.backslide.core.detection.monitor.Recorded;
import dev.backslide.core.detection.rule.DetectorKind;
import dev.backslide.core.detection.rule.Policy;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ExplanationTest {

    private static final Policy POLICY = Policy.ofThreshold(5);

    @Test
    void first_measurement_saysWhatIsMissing() {
        Explanation explanation = explain(Recorded.of(100));

        assertThat(explanation.verdict().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(explanation.level()).isNull();
        assertThat(explanation.limit()).isNull();
        assertThat(text(explanation, "missing")).startsWith("one more measurement");
        assertThat(text(explanation, "alert")).isEqualTo("none is open");
    }

    @Test
    void unknownDirection_isWhatIsMissing() {
        List<MetricEvent> events = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            events.add(MetricEvent.builder("shop", "stock", 5, "widgets")
                    .timestamp(Recorded.START.plusSeconds(i))
                    .build());
        }

        assertThat(text(explain(events), "missing")).startsWith("which way is better");
    }

    @Test
    void youngSeries_isComparedWithThePreviousMeasurement() {
        Explanation explanation = explain(Recorded.of(100, 100, 110));

        assertThat(explanation.verdict().verdict()).isEqualTo(Verdict.REGRESSION);
        assertThat(Objects.requireNonNull(explanation.limit())).isCloseTo(105, within(1e-6));
        assertThat(text(explanation, "limit")).isEqualTo("above 105 ms it would have been a REGRESSION");
        assertThat(text(explanation, "level")).startsWith("100 ms, the measurement before it");
        assertThat(text(explanation, "alert"))
                .startsWith("raised by this measurement: warning, open since 2026-01-01T02");
    }

    @Test
    void limitOfALevelOfZero_isZero_notTheLastStepOfASearch() {
        List<MetricEvent> events = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            events.add(MetricEvent.builder("go", "allocs", 0, "allocs/op")
                    .category("memory")
                    .timestamp(Recorded.START.plusSeconds(i))
                    .build());
        }

        assertThat(text(explain(events), "limit")).startsWith("above 0 allocs/op it would have been");
    }

    @Test
    void ownThreshold_isSaidToBeTheMeasurements() {
        List<MetricEvent> events = new ArrayList<>(Recorded.of(100, 100));
        events.add(Recorded.at(2, 110).thresholdPercent(20.0).build());

        Explanation explanation = explain(events);
        assertThat(explanation.verdict().verdict()).isEqualTo(Verdict.PASS);
        assertThat(text(explanation, "threshold")).startsWith("20 %, from the measurement itself");
        assertThat(Objects.requireNonNull(explanation.limit())).isCloseTo(120, within(1e-6));
    }

    @Test
    void limit_ofAnOldSeries_isWhereTheDetectorStartsToSuspect() {
        double[] values = Recorded.steady(60);
        Explanation explanation = explain(Recorded.of(values));
        double limit = Objects.requireNonNull(explanation.limit());

        assertThat(explanation.verdict().verdict()).isEqualTo(Verdict.PASS);
        assertThat(limit).isGreaterThan(105);
        assertThat(verdictOf(values, limit * 1.0001)).isEqualTo(Verdict.SUSPECT);
        assertThat(verdictOf(values, limit * 0.9999)).isEqualTo(Verdict.PASS);
        Baseline level = Objects.requireNonNull(explanation.level());
        assertThat(level.current()).isEqualTo(59);
        assertThat(text(explanation, "level")).contains("the median of the newest 59 measurements");
    }

    @Test
    void suspect_saysHowManyMoreWouldConfirmIt() {
        double[] values = Arrays.copyOf(Recorded.steady(60), 61);
        values[60] = 120;
        Explanation explanation = explain(Recorded.of(values));
        int more = Objects.requireNonNull(explanation.untilConfirmed());

        assertThat(explanation.verdict().verdict()).isEqualTo(Verdict.SUSPECT);
        assertThat(text(explanation, "confirm")).contains("by " + more + " more measurements like it");
        assertThat(explain(Recorded.of(repeatLast(values, more - 1))).openAlert())
                .isNull();
        assertThat(explain(Recorded.of(repeatLast(values, more))).openAlert()).isNotNull();
    }

    @Test
    void confirmedRegression_isOpenSinceItsFirstMeasurement() {
        double[] values = Arrays.copyOf(Recorded.steady(80), 80);
        for (int i = 60; i < 80; i++) {
            values[i] += 20;
        }
        Explanation explanation = explain(Recorded.of(values));
        RegressionAlert open = Objects.requireNonNull(explanation.openAlert());

        assertThat(open.openedAt()).isEqualTo(Recorded.START.plusSeconds(3_600L * 60));
        assertThat(explanation.changed()).isNull();
        assertThat(explanation.verdict().verdict()).isEqualTo(Verdict.REGRESSION);
        assertThat(text(explanation, "alert")).startsWith("critical, open since 2026-01-03T12:00:00Z");
        assertThat(Objects.requireNonNull(explanation.limit())).isBetween(100.0, 110.0);
        assertThat(text(explanation, "limit")).endsWith("it would have been a REGRESSION");
    }

    @Test
    void previousRule_knowsNoNoise() {
        Explanation explanation = Explanation.of(
                Recorded.SERIES, Recorded.of(Recorded.steady(60)), POLICY.withDetector(DetectorKind.PREVIOUS));

        assertThat(explanation.level()).isNull();
        assertThat(text(explanation, "noise")).isEqualTo("not known to the rule 'previous'");
        assertThat(text(explanation, "level")).contains("uses no older ones");
    }

    @Test
    void pinnedBaseline_isMentioned() {
        List<MetricEvent> events = new ArrayList<>(Recorded.of(100, 100));
        events.add(Recorded.at(2, 102).metadata("baseline", "true").build());
        events.add(Recorded.at(3, 103.02).build());

        assertThat(text(explain(events), "pinned"))
                .isEqualTo("somebody pinned 102 ms as the baseline; the newest differs by +1.00 %");
    }

    private static Verdict verdictOf(double[] values, double last) {
        double[] changed = values.clone();
        changed[values.length - 1] = last;
        return explain(Recorded.of(changed)).verdict().verdict();
    }

    private static double[] repeatLast(double[] values, int times) {
        double[] longer = Arrays.copyOf(values, values.length + times);
        Arrays.fill(longer, values.length, longer.length, values[values.length - 1]);
        return longer;
    }

    private static Explanation explain(List<MetricEvent> events) {
        return Explanation.of(Recorded.SERIES, events, POLICY);
    }

    private static String text(Explanation explanation, String topic) {
        return explanation.lines().stream()
                .filter(line -> line.topic().equals(topic))
                .map(ExplanationLine::text)
                .findFirst()
                .orElseThrow();
    }
}
