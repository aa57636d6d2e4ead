package dev.backslide.sink.notify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backslide.core.AlertState;
import dev.backslide.core.Severity;
import dev.backslide.sink.Publisher;
import dev.backslide.sink.Sink;
import dev.backslide.sink.SinkIT;
import dev.backslide.sink.Sql;
import dev.backslide.sink.TestReceiver;
import dev.backslide.sink.settings.NotificationSettings;
import dev.backslide.sink.settings.SinkSettings;
import dev.backslide.sink.status.SinkHealth;
import dev.backslide.testkit.BrokerExtension;
import dev.backslide.testkit.TestBroker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Alerts of a real topic, told to a real HTTP server. */
@ExtendWith(BrokerExtension.class)
class NotificationIT {

    /** The test's alerts are of 2023. */
    private static final Duration ANY_AGE = Duration.ofDays(36_500);

    @TempDir
    Path folder;

    private final TestBroker broker;
    private final Publisher publisher;
    private final TestReceiver receiver = new TestReceiver();

    NotificationIT(TestBroker broker) throws IOException {
        this.broker = broker;
        this.publisher = new Publisher(broker);
    }

    @AfterEach
    void close() {
        receiver.close();
        publisher.close();
    }

    @Test
    void webhook_lifeOfAnAlert_isToldInOrder() {
        try (Sink sink = Sink.start(webhook())) {
            tell("a", 1, AlertState.OPEN, Severity.WARNING);
            tell("a", 2, AlertState.OPEN, Severity.WARNING);
            tell("a", 3, AlertState.OPEN, Severity.CRITICAL);
            tell("a", 4, AlertState.ACKNOWLEDGED, Severity.CRITICAL);
            tell("a", 5, AlertState.RESOLVED, Severity.CRITICAL);

            awaitTransitions("opened", "worsened", "resolved");
            JsonNode first = receiver.requests().get(0).body();
            assertThat(receiver.requests().get(0).key()).isEqualTo("a-1");
            assertThat(first.at("/status").asText()).isEqualTo("firing");
            assertThat(first.at("/alert/alert_id").asText()).isEqualTo("a");
            assertThat(first.at("/alert/message").asText()).startsWith("Performance regression detected for");
            assertThat(first.at("/alert_url").asText())
                    .isEqualTo("http://127.0.0.1:" + sink.httpPort() + "/api/v1/alerts/a");
            assertThat(sink.status().notifications()).singleElement().satisfies(status -> {
                assertThat(status.health()).isEqualTo(SinkHealth.RUNNING);
                assertThat(status.failed()).isZero();
            });
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(Sql.number(folder, "SELECT count(*) FROM notifications"))
                            .isZero());
        }
    }

    /** As late measurements do: a page for what was as bad before would be one too many. */
    @Test
    void webhook_figuresThatMoveAndSeverityThatFallsAndRises_areToldOnce() {
        try (Sink sink = Sink.start(webhook())) {
            for (int i = 1; i <= 30; i++) {
                tell("a", i, AlertState.OPEN, i % 3 == 2 ? Severity.CRITICAL : Severity.WARNING);
            }
            tell("a", 31, AlertState.RESOLVED, Severity.WARNING);
            tell("a", 32, AlertState.OPEN, Severity.WARNING);
            tell("a", 33, AlertState.OPEN, Severity.CRITICAL);
            tell("a", 34, AlertState.WITHDRAWN, Severity.CRITICAL);

            awaitTransitions("opened", "worsened", "resolved", "reopened", "worsened", "withdrawn");
        }
    }

    @Test
    void webhook_failsAndComesBack_getsEachOnceInOrder() {
        receiver.answer(503);
        try (Sink sink = Sink.start(webhook())) {
            tell("a", 1, AlertState.OPEN, Severity.WARNING);
            tell("a", 2, AlertState.RESOLVED, Severity.WARNING);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> receiver.requests().size() >= 3);

            assertThat(sink.health().ok()).isTrue();
            assertThat(sink.status().notifications().get(0).health().cause())
                    .contains("it answered with HTTP status 503");
            assertThat(receiver.requests()).allMatch(request -> request.key().equals("a-1"));
            receiver.answer(200);

            awaitTransitions("opened", "resolved");
            assertThat(sink.status().notifications().get(0).failed()).isGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void webhook_hangs_isAskedAgainAfterTheTimeout() {
        receiver.hang();
        NotificationSettings hasty = settings().withTimes(Duration.ofMinutes(2), Duration.ofSeconds(2));
        try (Sink sink = Sink.start(sink(hasty.withReceivers(receiver.url("/hook"), null)))) {
            tell("a", 1, AlertState.OPEN, Severity.WARNING);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> receiver.requests().size() >= 2);
            assertThat(sink.status().notifications().get(0).health().cause()).contains("did not answer within 2000 ms");
            receiver.answer(200);

            awaitTransitions("opened");
        }
    }

    @Test
    void webhook_away_holdsUpNothingAndLosesNothingOverARestart() throws Exception {
        int port = receiver.port();
        receiver.close();
        SinkSettings settings = sink(settings().withReceivers(URI.create("http://127.0.0.1:" + port + "/hook"), null));
        try (Sink sink = Sink.start(settings)) {
            tell("a", 1, AlertState.OPEN, Severity.WARNING);
            publisher.measurements("m", "n", "ms", 1, 2, 3);
            SinkIT.awaitCaughtUp(sink);
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> sink.status()
                            .notifications()
                            .get(0)
                            .health()
                            .cause()
                            .contains("cannot be reached"));
        }
        tell("b", 1, AlertState.OPEN, Severity.CRITICAL);

        try (TestReceiver back = new TestReceiver(port);
                Sink sink = Sink.start(settings)) {
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(back.accepted().stream().map(TestReceiver.Request::key))
                            .containsExactly("a-1", "b-1"));
            assertThat(sink.health().ok()).isTrue();
        }
    }

    @Test
    void webhook_refusesOne_isToldTheNext() {
        receiver.answer(400);
        try (Sink sink = Sink.start(webhook())) {
            tell("a", 1, AlertState.OPEN, Severity.WARNING);
            await().atMost(Duration.ofSeconds(40))
                    .until(() -> sink.status().notifications().get(0).dropped() == 1);
            receiver.answer(200);
            tell("b", 1, AlertState.OPEN, Severity.WARNING);

            awaitTransitions("opened");
            assertThat(receiver.accepted().get(0).key()).isEqualTo("b-1");
        }
    }

    @Test
    void webhook_tooManyPending_dropsTheNewest() {
        receiver.answer(503);
        try (Sink sink = Sink.start(sink(settings().withMaxPending(3).withReceivers(receiver.url("/hook"), null)))) {
            for (int i = 0; i < 5; i++) {
                tell("a" + i, 1, AlertState.OPEN, Severity.WARNING);
            }
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> sink.status().notifications().get(0).dropped() == 2);
            receiver.answer(200);

            await().atMost(Duration.ofSeconds(30))
                    .until(() -> receiver.accepted().size() == 3);
            assertThat(receiver.accepted().stream().map(TestReceiver.Request::key))
                    .containsExactly("a0-1", "a1-1", "a2-1");
        }
    }

    @Test
    void replay_ofAnOldHistory_pagesNobody() {
        NotificationSettings defaults = NotificationSettings.NONE.withReceivers(receiver.url("/hook"), null);
        try (Sink sink = Sink.start(sink(defaults))) {
            for (int i = 0; i < 20; i++) {
                tell("old" + i, 1, AlertState.OPEN, Severity.CRITICAL);
                tell("old" + i, 2, AlertState.RESOLVED, Severity.CRITICAL);
            }
            publisher.alert(Publisher.alert("new", 1, AlertState.OPEN, Severity.CRITICAL, "n", Instant.now()));
            SinkIT.awaitCaughtUp(sink);

            awaitTransitions("opened");
            assertThat(receiver.requests().get(0).key()).isEqualTo("new-1");
        }
    }

    @Test
    void everythingDeliveredAgain_isToldOnce() throws Exception {
        try (Sink sink = Sink.start(webhook())) {
            tell("a", 1, AlertState.OPEN, Severity.WARNING);
            SinkIT.awaitCaughtUp(sink);
            awaitTransitions("opened");
        }
        Sql.execute(folder, "DELETE FROM offsets");

        try (Sink sink = Sink.start(webhook())) {
            SinkIT.awaitCaughtUp(sink);
            tell("b", 1, AlertState.OPEN, Severity.WARNING);
            awaitTransitions("opened", "opened");
            assertThat(receiver.requests().stream().map(TestReceiver.Request::key))
                    .containsExactly("a-1", "b-1");
        }
    }

    @Test
    void alertmanager_openAlert_isToldAgainUntilItEnds() {
        NotificationSettings often = settings().withTimes(Duration.ofSeconds(1), Duration.ofSeconds(5));
        try (Sink sink = Sink.start(sink(often.withReceivers(null, receiver.url("/am/"))))) {
            tell("a", 1, AlertState.OPEN, Severity.WARNING);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> receiver.accepted().size() >= 3);
            JsonNode alert = receiver.accepted().get(0).body().get(0);
            assertThat(receiver.accepted()).allMatch(request -> request.path().equals("/am/api/v2/alerts"));
            assertThat(receiver.accepted())
                    .allMatch(request -> request.body().get(0).at("/labels").equals(alert.at("/labels")));
            assertThat(alert.at("/labels/alertname").asText()).isEqualTo("PerformanceRegression");
            assertThat(alert.at("/labels/severity").asText()).isEqualTo("warning");
            assertThat(alert.at("/labels/model").asText()).isEqualTo("my_model");
            assertThat(alert.at("/labels/metric").asText()).isEqualTo("n");
            assertThat(alert.at("/labels/fingerprint").asText()).isEqualTo("fingerprint");
            assertThat(alert.at("/startsAt").asText()).isEqualTo("2023-10-15T16:00:00Z");
            assertThat(alert.at("/annotations/first_bad_commit").asText()).isEqualTo("abc2");
            assertThat(alert.at("/generatorURL").asText()).endsWith("/api/v1/alerts/a");
            assertThat(endsAt(alert)).isAfter(Instant.now().minusSeconds(60));

            tell("a", 2, AlertState.OPEN, Severity.CRITICAL);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> last(receiver.accepted())
                            .body()
                            .at("/0/labels/severity")
                            .asText()
                            .equals("critical"));
            List<TestReceiver.Request> worsened = receiver.accepted().stream()
                    .filter(request -> request.key().equals("a-2"))
                    .toList();
            assertThat(worsened).singleElement().satisfies(request -> {
                assertThat(request.body().findValuesAsText("severity")).containsExactly("warning", "critical");
                assertThat(endsAt(request.body().get(0)))
                        .isBefore(endsAt(request.body().get(1)));
            });

            tell("a", 3, AlertState.OPEN, Severity.WARNING);
            SinkIT.awaitCaughtUp(sink);
            int known = receiver.accepted().size();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> receiver.accepted().size() >= known + 3);
            assertThat(receiver.accepted().subList(known, receiver.accepted().size()))
                    .allSatisfy(request -> assertThat(request.body().findValuesAsText("severity"))
                            .containsExactly("critical"));

            tell("a", 4, AlertState.RESOLVED, Severity.WARNING);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> last(receiver.accepted()).key().equals("a-4"));
            assertThat(endsAt(last(receiver.accepted())
                            .body()
                            .get(last(receiver.accepted()).body().size() - 1)))
                    .isBefore(Instant.now().plusMillis(1));
            int told = receiver.requests().size();
            await().during(Duration.ofSeconds(3))
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> receiver.requests().size() == told);
        }
    }

    private static Instant endsAt(JsonNode alert) {
        return Instant.parse(alert.at("/endsAt").asText());
    }

    private static <T> T last(List<T> list) {
        return list.get(list.size() - 1);
    }

    private void awaitTransitions(String... transitions) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(receiver.accepted().stream()
                                .map(request -> request.body().at("/transition").asText()))
                        .containsExactly(transitions));
    }

    private void tell(String id, int revision, AlertState state, Severity severity) {
        publisher.alert(Publisher.alert(id, revision, state, severity, "n"));
    }

    private static NotificationSettings settings() {
        return NotificationSettings.NONE.withAlerts(Severity.WARNING, ANY_AGE);
    }

    private SinkSettings webhook() {
        return sink(settings().withReceivers(receiver.url("/hook"), null));
    }

    private SinkSettings sink(NotificationSettings notifications) {
        return SinkSettings.of(broker.bootstrapServers(), publisher.settings(), folder)
                .withNotifications(notifications);
    }
}
