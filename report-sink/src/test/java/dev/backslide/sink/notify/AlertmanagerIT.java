package dev.backslide.sink.notify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backslide.core.AlertState;
import dev.backslide.core.Severity;
import dev.backslide.sink.Alertmanager;
import dev.backslide.sink.Publisher;
import dev.backslide.sink.Sink;
import dev.backslide.sink.TestReceiver;
import dev.backslide.sink.settings.NotificationSettings;
import dev.backslide.sink.settings.SinkSettings;
import dev.backslide.sink.store.Store;
import dev.backslide.testkit.BrokerExtension;
import dev.backslide.testkit.TestBroker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Alerts of a real topic, told to a real Alertmanager, in its own view. */
@ExtendWith(BrokerExtension.class)
class AlertmanagerIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(40);

    /** Much longer than a test: what ends, ends because it was told. */
    private static final Duration SELDOM = Duration.ofMinutes(2);

    private static final Duration OFTEN = Duration.ofSeconds(1);

    @TempDir
    Path folder;

    private final Instant opened = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final TestBroker broker;
    private final Publisher publisher;
    private final TestReceiver onCall = new TestReceiver();
    private Alertmanager alertmanager;

    AlertmanagerIT(TestBroker broker) throws IOException {
        this.broker = broker;
        this.publisher = new Publisher(broker);
    }

    @BeforeEach
    void configure() throws IOException {
        Optional<Path> executable = Alertmanager.find();
        assumeTrue(
                executable.isPresent(),
                "no Alertmanager: put prometheus-alertmanager or alertmanager on the path to have the alerts told to it");
        alertmanager = new Alertmanager(
                executable.get(), Files.createDirectory(folder.resolve("alertmanager")), onCall.url("/page"));
    }

    @AfterEach
    void close() {
        if (alertmanager != null) {
            alertmanager.close();
        }
        onCall.close();
        publisher.close();
    }

    @Test
    void openAlert_standsWithLabelsAndLinks() throws Exception {
        alertmanager.start();
        try (Sink sink = start(SELDOM, Clock.systemUTC())) {
            tell("a", 1, AlertState.OPEN, Severity.CRITICAL);
            awaitStanding("a critical");

            JsonNode alert = alertmanager.alert("a critical");
            String url = "http://127.0.0.1:" + sink.httpPort() + "/api/v1/";
            assertThat(alert.at("/labels").properties())
                    .extracting(label -> label.getKey() + "=" + label.getValue().asText())
                    .containsExactlyInAnyOrder(
                            "alertname=PerformanceRegression",
                            "severity=critical",
                            "model=my_model",
                            "metric=a",
                            "fingerprint=fingerprint");
            assertThat(alert.at("/annotations").fieldNames())
                    .toIterable()
                    .containsExactlyInAnyOrder(
                            "summary",
                            "message",
                            "reason_code",
                            "reason",
                            "change",
                            "last_good_commit",
                            "first_bad_commit",
                            "series_key",
                            "alert_id",
                            "report");
            assertThat(alert.at("/annotations/summary").asText()).isEqualTo("critical regression of my_model:a");
            assertThat(alert.at("/annotations/report").asText()).startsWith(url + "report.html#");
            assertThat(alert.at("/generatorURL").asText()).isEqualTo(url + "alerts/a");
            assertThat(alert.at("/receivers").findValuesAsText("name")).containsExactly("on-call");
            assertThat(time(alert, "startsAt")).isEqualTo(opened);
            assertThat(time(alert, "endsAt"))
                    .isBetween(
                            opened.plus(SELDOM.multipliedBy(4)), Instant.now().plus(SELDOM.multipliedBy(4)));
        }
    }

    @Test
    void criticalAlert_pagesWhoTheRouteNames_andTellsThatItIsOver() throws Exception {
        alertmanager.start();
        try (Sink sink = start(SELDOM, Clock.systemUTC())) {
            tell("a", 1, AlertState.OPEN, Severity.CRITICAL);
            tell("b", 1, AlertState.OPEN, Severity.WARNING);
            awaitStanding("a critical", "b warning");
            awaitPaged("firing");

            tell("a", 2, AlertState.RESOLVED, Severity.CRITICAL);
            awaitStanding("b warning");
            awaitPaged("firing", "resolved");
        }
    }

    @Test
    void alert_resolvedExpectedWithdrawnOrWorse_endsAtOnce() throws Exception {
        alertmanager.start();
        try (Sink sink = start(SELDOM, Clock.systemUTC())) {
            for (String id : new String[] {"a", "b", "c", "d", "e"}) {
                tell(id, 1, AlertState.OPEN, Severity.WARNING);
            }
            awaitStanding("a warning", "b warning", "c warning", "d warning", "e warning");

            tell("a", 2, AlertState.RESOLVED, Severity.WARNING);
            tell("b", 2, AlertState.EXPECTED, Severity.WARNING);
            tell("c", 2, AlertState.WITHDRAWN, Severity.WARNING);
            tell("d", 2, AlertState.OPEN, Severity.CRITICAL);

            awaitStanding("d critical", "e warning");
        }
    }

    @Test
    void alert_acknowledgedOrSnoozed_endsByItself_andComesBack() throws Exception {
        alertmanager.start();
        try (Sink sink = start(OFTEN, Clock.systemUTC())) {
            tell("taken", 1, AlertState.OPEN, Severity.WARNING);
            tell("quiet", 1, AlertState.OPEN, Severity.WARNING);
            tell("open", 1, AlertState.OPEN, Severity.WARNING);
            awaitStanding("taken warning", "quiet warning", "open warning");

            tell("taken", 2, AlertState.ACKNOWLEDGED, Severity.WARNING);
            tell("quiet", 2, AlertState.SNOOZED, Severity.WARNING);
            awaitStanding("open warning");

            tell("taken", 3, AlertState.OPEN, Severity.CRITICAL);
            tell("quiet", 3, AlertState.OPEN, Severity.WARNING);
            awaitStanding("taken critical", "quiet warning", "open warning");
        }
    }

    @Test
    void alertmanager_startedLaterAndRestartedEmpty_isToldWhatIsOpen() throws Exception {
        try (Sink sink = start(OFTEN, Clock.systemUTC())) {
            tell("a", 1, AlertState.OPEN, Severity.WARNING);
            await().atMost(TIMEOUT)
                    .until(() -> sink.status()
                            .notifications()
                            .get(0)
                            .health()
                            .cause()
                            .contains("cannot be reached"));
            alertmanager.start();
            awaitStanding("a warning");

            alertmanager.stop();
            alertmanager.start();
            await().atMost(TIMEOUT)
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(time(alertmanager.alert("a warning"), "startsAt"))
                            .isEqualTo(opened));
        }
    }

    @Test
    void sink_clockAhead_endsAreEndsAllTheSame() throws Exception {
        alertmanager.start();
        try (Sink sink = start(SELDOM, Clock.offset(Clock.systemUTC(), Duration.ofSeconds(5)))) {
            tell("a", 1, AlertState.OPEN, Severity.WARNING);
            tell("b", 1, AlertState.OPEN, Severity.WARNING);
            awaitStanding("a warning", "b warning");

            tell("a", 2, AlertState.RESOLVED, Severity.WARNING);
            tell("b", 2, AlertState.OPEN, Severity.CRITICAL);
            awaitStanding("b critical");
        }
    }

    @Test
    void alert_ofAnyTextAndTime_isTaken() throws Exception {
        String hostile = "p99{le=\"0.5\"}\n\t\\ \u0000 ünï\uD83D\uDE00 " + "x".repeat(5_000);
        alertmanager.start();
        try (Sink sink = start(SELDOM, Clock.systemUTC())) {
            publisher.alert(Publisher.alert("text", 1, AlertState.OPEN, Severity.WARNING, hostile, opened));
            publisher.alert(Publisher.alert("empty", 1, AlertState.OPEN, Severity.WARNING, "", opened));
            publisher.alert(Publisher.alert("past", 1, AlertState.OPEN, Severity.WARNING, "past", Instant.EPOCH));
            publisher.alert(Publisher.alert(
                    "future", 1, AlertState.OPEN, Severity.WARNING, "future", opened.plus(Duration.ofDays(30))));
            awaitStanding("text warning", "empty warning", "past warning", "future warning");

            assertThat(alertmanager.alert("text warning").at("/labels/metric").asText())
                    .isEqualTo(hostile);
            assertThat(alertmanager.alert("empty warning").at("/labels").has("metric"))
                    .isFalse();
            assertThat(time(alertmanager.alert("past warning"), "startsAt")).isEqualTo(Instant.EPOCH);
            assertThat(time(alertmanager.alert("future warning"), "startsAt")).isBefore(Instant.now());
            for (String id : new String[] {"past", "future"}) {
                tell(id, 2, AlertState.RESOLVED, Severity.WARNING);
            }
            publisher.alert(Publisher.alert("empty", 2, AlertState.RESOLVED, Severity.WARNING, "", opened));
            awaitStanding("text warning");
            assertThat(sink.status().notifications().get(0).failed()).isZero();
        }
    }

    private void awaitStanding(String... alerts) {
        await().atMost(TIMEOUT)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(alertmanager.standing()).containsExactlyInAnyOrder(alerts));
    }

    private void awaitPaged(String... statuses) {
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(onCall.requests().stream()
                                .map(request -> request.body().at("/status").asText()))
                        .containsExactly(statuses));
    }

    private static Instant time(JsonNode alert, String field) {
        return Instant.parse(alert.path(field).asText());
    }

    private void tell(String id, int revision, AlertState state, Severity severity) {
        publisher.alert(Publisher.alert(id, revision, state, severity, id, opened));
    }

    private Sink start(Duration resendInterval, Clock clock) {
        NotificationSettings notifications = NotificationSettings.NONE
                .withAlerts(Severity.WARNING, Duration.ofDays(36_500))
                .withTimes(resendInterval, Duration.ofSeconds(10))
                .withReceivers(null, alertmanager.url());
        SinkSettings settings = SinkSettings.of(
                        broker.bootstrapServers(), publisher.settings(), folder.resolve("store"))
                .withNotifications(notifications);
        return Sink.start(
                settings, Store.open(settings.storeFolder(), notifications, settings.retention(), clock), clock);
    }
}
