package dev.backslide.testkit;

import dev.backslide.core.AlertState;
import dev.backslide.core.Direction;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.Run;
import dev.backslide.core.SeriesKey;
import dev.backslide.core.Severity;
import dev.backslide.core.statistics.Summary;
import dev.backslide.core.store.AlertFilter;
import dev.backslide.core.store.AlertStore;
import dev.backslide.core.store.Page;
import dev.backslide.core.store.PinnedBaseline;
import dev.backslide.core.store.SeriesStatistics;
import dev.backslide.core.store.StoreRequestException;
import dev.backslide.core.store.StoreRequestException.Problem;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What every {@link AlertStore} answers. A test of an implementation extends it and says how the store is filled. */
public abstract class AlertStoreContract {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00.000123Z");
    private static final String KEY = "shop:checkout";
    private static final String HOSTILE = "=cmd()|'\" \u00fc%2F&key=?#<b>/..";

    /** A store that has these measurements by series key, revisions of alerts, and baselines. */
    protected abstract AlertStore storeOf(
            Map<String, List<MetricEvent>> history, List<RegressionAlert> revisions, List<PinnedBaseline> baselines);

    @Test
    void alerts_filtered_areThoseThatMatch_theNewestFirst() {
        AlertStore store = filled();

        assertThat(ids(store, AlertFilter.ALL)).containsExactly("b2-open", "b1-acked", "a-resolved");
        assertThat(ids(store, AlertFilter.OPEN)).containsExactly("b2-open", "b1-acked");
        assertThat(ids(store, AlertFilter.of("acknowledged", null))).containsExactly("b1-acked");
        assertThat(ids(store, AlertFilter.of("all", "critical"))).containsExactly("b2-open");
        assertThat(ids(store, AlertFilter.of("open", "info"))).isEmpty();
    }

    @Test
    void alerts_ofOnePage_saysHowManyThereAre() {
        Page<RegressionAlert> page = filled().alerts(AlertFilter.ALL, 1, 1);

        assertThat(page.items()).extracting(RegressionAlert::alertId).containsExactly("b1-acked");
        assertThat(page.total()).isEqualTo(3);
        assertThat(page.limit()).isEqualTo(1);
        assertThat(page.offset()).isEqualTo(1);
    }

    @Test
    void alert_byIdOrItsStart_isTheLastRevision_withThoseBefore() {
        AlertStore store = filled();

        assertThat(store.alert("b1", 10, 0)).isEqualTo(store.alert("b1-acked", 10, 0));
        assertThat(store.alert("b1", 10, 0).alert()).isEqualTo(alert("b1-acked", 2, AlertState.ACKNOWLEDGED, 2));
        assertThat(store.alert("b1", 10, 0).transitions().items())
                .containsExactly(
                        alert("b1-acked", 1, AlertState.OPEN, 2), alert("b1-acked", 2, AlertState.ACKNOWLEDGED, 2));
        assertThat(store.alert("b1", 1, 1).transitions())
                .isEqualTo(new Page<>(2, 1, 1, List.of(alert("b1-acked", 2, AlertState.ACKNOWLEDGED, 2))));
    }

    @Test
    void alert_thatNobodyKnows_orThatIsNotOne_isRefused() {
        AlertStore store = filled();

        assertRefused(() -> store.alert("c", 10, 0), Problem.UNKNOWN, "no alert has the id 'c'; nearest: ");
        assertRefused(
                () -> store.alert("b", 10, 0),
                Problem.CONFLICT,
                "several alerts start with 'b', e.g. b1-acked and b2-open; give a longer part of the id");
        assertRefused(() -> store.alert("", 10, 0), Problem.INVALID, "ID was empty");
        assertRefused(() -> store.alert(HOSTILE.replace("/", ""), 10, 0), Problem.UNKNOWN, "no alert has the id ");
    }

    @Test
    void history_ofASeries_isCountedFromTheNewest_andInOrder() {
        AlertStore store = filled();

        assertThat(store.history(KEY, 100, 0)).isEqualTo(new Page<>(12, 100, 0, measured("checkout")));
        assertThat(store.history(KEY, 2, 1))
                .isEqualTo(new Page<>(12, 2, 1, measured("checkout").subList(9, 11)));
    }

    @Test
    void stats_ofASeries_areOfTheNewest_withATrendOfItsOwn() {
        SeriesStatistics stats = filled().stats(KEY, 3);

        assertThat(stats)
                .isEqualTo(new SeriesStatistics(
                        KEY,
                        3,
                        "ms",
                        "time",
                        Summary.of(new double[] {109, 110, 111}),
                        START.plusSeconds(11),
                        (109.0 - 104.0) / 104.0 * 100,
                        100.0));
        assertThat(stats.baselineDistancePercent()).isEqualTo(11.0);
    }

    @Test
    void series_thatNobodyKnows_isRefusedWithTheNearest() {
        AlertStore store = filled();

        String sentence = "no series has the key 'shop:chekout'; nearest: shop:checkout";
        assertRefused(() -> store.history("shop:chekout", 1, 0), Problem.UNKNOWN, sentence);
        assertRefused(() -> store.stats("shop:chekout", 1), Problem.UNKNOWN, sentence);
    }

    @Test
    void baselines_arePinned_bySeriesKey() {
        AlertStore store = filled();

        assertThat(store.baselines(10, 0)).isEqualTo(new Page<>(1, 10, 0, List.of(new PinnedBaseline(KEY, 100, "ms"))));
        assertThat(store.baselines(10, 1).items()).isEmpty();
    }

    @Test
    void emptyStore_hasNothing() {
        AlertStore store = storeOf(Map.of(), List.of(), List.of());

        assertThat(store.alerts(AlertFilter.ALL, 10, 0)).isEqualTo(new Page<>(0, 10, 0, List.of()));
        assertThat(store.baselines(10, 0)).isEqualTo(new Page<>(0, 10, 0, List.of()));
        assertRefused(() -> store.history(KEY, 1, 0), Problem.UNKNOWN, "nothing is stored yet");
        assertRefused(() -> store.alert("a", 1, 0), Problem.UNKNOWN, "there is none yet");
    }

    @Test
    void names_thatAreHostile_areNames() {
        String key = SeriesKey.of(measured(HOSTILE).get(0), List.of()).toString();
        AlertStore store = storeOf(Map.of(key, measured(HOSTILE)), List.of(), List.of());

        assertThat(store.history(key, 100, 0).items()).isEqualTo(measured(HOSTILE));
        assertThat(store.stats(key, 1).seriesKey()).isEqualTo(key);
    }

    @Test
    void request_beyondTheRules_isRefused() {
        AlertStore store = filled();

        assertRefused(() -> store.alerts(AlertFilter.ALL, 0, 0), Problem.INVALID, "limit was '0' but it must be ");
        assertRefused(() -> store.history(KEY, 0, 0), Problem.INVALID, "limit was '0' but it must be ");
        assertRefused(() -> store.stats(KEY, 0), Problem.INVALID, "window was '0' but it must be ");
        assertRefused(() -> store.baselines(1, -1), Problem.INVALID, "offset was '-1' but it must be ");
    }

    private AlertStore filled() {
        return storeOf(
                Map.of(KEY, measured("checkout")),
                List.of(
                        alert("a-resolved", 1, AlertState.OPEN, 1),
                        alert("a-resolved", 2, AlertState.RESOLVED, 1),
                        alert("b1-acked", 1, AlertState.OPEN, 2),
                        alert("b1-acked", 2, AlertState.ACKNOWLEDGED, 2),
                        alert("b2-open", 1, AlertState.OPEN, 3)),
                List.of(new PinnedBaseline(KEY, 100, "ms")));
    }

    private static List<String> ids(AlertStore store, AlertFilter filter) {
        return store.alerts(filter, 10, 0).items().stream()
                .map(RegressionAlert::alertId)
                .toList();
    }

    private static void assertRefused(ThrowingCallable request, Problem problem, String sentence) {
        assertThatThrownBy(request)
                .hasMessageContaining(sentence)
                .isInstanceOfSatisfying(
                        StoreRequestException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(problem));
    }

    /** 12 measurements, from 100 to 111. */
    private static List<MetricEvent> measured(String name) {
        return IntStream.range(0, 12)
                .mapToObj(i -> MetricEvent.builder("shop", name, 100 + i, "ms")
                        .eventId("event-" + i)
                        .category("time")
                        .timestamp(START.plusSeconds(i))
                        .metadata("host", HOSTILE)
                        .direction(Direction.LOWER_IS_BETTER)
                        .samples(List.of(99.0 + i, 101.0 + i))
                        .run(new Run("run-" + i, "commit-" + i, START.plusSeconds(i - 100), "main", null))
                        .build())
                .toList();
    }

    private static RegressionAlert alert(String id, int revision, AlertState state, int day) {
        return RegressionAlert.builder()
                .alertId(id)
                .fingerprint("fingerprint")
                .revision(revision)
                .state(state)
                .severity(day == 3 ? Severity.CRITICAL : Severity.WARNING)
                .seriesKey(KEY)
                .metricName("checkout")
                .modelName("shop")
                .unit("ms")
                .category("time")
                .direction(Direction.LOWER_IS_BETTER)
                .detector("previous")
                .previousValue(100)
                .currentValue(110)
                .changePercent(10.0)
                .thresholdPercent(5)
                .timestamp(START.plusSeconds(86_400L * day + revision))
                .openedAt(START.plusSeconds(86_400L * day))
                .eventId("cause-" + id + "-" + revision)
                .message("slower")
                .reason(HOSTILE)
                .build();
    }
}
