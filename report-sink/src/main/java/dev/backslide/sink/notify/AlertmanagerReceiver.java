package dev.backslide.sink.notify;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.Severity;
import dev.backslide.core.report.ChatText;
import dev.backslide.core.report.PercentText;
import dev.backslide.core.report.PythonFormat;
import dev.backslide.sink.json.JsonResponse;
import dev.backslide.sink.settings.NotificationSettings;
import dev.backslide.sink.transition.Notification;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Alertmanager's API of version 2. It knows an alert by its labels and forgets one that it is not told again, so each alert
 * comes with the time at which to forget it, and what is open is told again well before. Thread-safe.
 */
final class AlertmanagerReceiver implements NotificationReceiver {

    private static final String PATH = "/api/v2/alerts";
    private static final int REMINDED_TOGETHER = 100;

    /** As Prometheus has it: an alert outlives three reminders that get lost. */
    private static final int FORGOTTEN_AFTER_INTERVALS = 4;

    /** An end that lies in Alertmanager's future is none, and its clock may be behind ours. */
    private static final Duration ENDS_DATED_BACK = Duration.ofSeconds(30);

    private static final JsonFactory JSON = new JsonFactory();

    private final URI url;
    private final AlertLinks links;
    private final Duration resendInterval;
    private final Duration timeout;
    private final Clock clock;

    AlertmanagerReceiver(URI base, AlertLinks links, NotificationSettings settings, Clock clock) {
        String text = base.toString();
        this.url = URI.create((text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + PATH);
        this.links = links;
        this.resendInterval = settings.resendInterval();
        this.timeout = settings.timeout();
        this.clock = clock;
    }

    @Override
    public String name() {
        return NotificationSettings.ALERTMANAGER;
    }

    /** The severity is a label, so an alert that became more severe is another one, and the earlier one is over. */
    @Override
    public HttpRequest request(Notification notification) {
        Instant now = clock.instant();
        Instant over = now.minus(ENDS_DATED_BACK);
        return post(
                json -> {
                    for (Severity earlier : notification.earlierSeverities()) {
                        alert(json, notification.alert(), earlier, now, over);
                    }
                    alert(
                            json,
                            notification.alert(),
                            notification.alert().severity(),
                            now,
                            notification.transition().isEnd() ? over : forgetAt(now));
                },
                notification.idempotencyKey());
    }

    @Override
    public List<HttpRequest> reminders(List<RegressionAlert> open) {
        Instant now = clock.instant();
        List<HttpRequest> requests = new ArrayList<>();
        for (int from = 0; from < open.size(); from += REMINDED_TOGETHER) {
            List<RegressionAlert> some = open.subList(from, Math.min(open.size(), from + REMINDED_TOGETHER));
            requests.add(post(
                    json -> {
                        for (RegressionAlert alert : some) {
                            alert(json, alert, alert.severity(), now, forgetAt(now));
                        }
                    },
                    "reminder-" + now.toEpochMilli() + "-" + from));
        }
        return requests;
    }

    private Instant forgetAt(Instant now) {
        return now.plus(resendInterval.multipliedBy(FORGOTTEN_AFTER_INTERVALS));
    }

    private HttpRequest post(JsonResponse.Body alerts, String idempotencyKey) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartArray();
            alerts.write(json);
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return HttpRequest.newBuilder(url)
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", idempotencyKey)
                .POST(HttpRequest.BodyPublishers.ofString(text.toString()))
                .build();
    }

    private void alert(JsonGenerator json, RegressionAlert alert, Severity severity, Instant now, Instant endsAt)
            throws IOException {
        Instant latestStart = endsAt.isBefore(now) ? endsAt : now;
        Instant opened = alert.openedAt();
        json.writeStartObject();
        json.writeObjectFieldStart("labels");
        json.writeStringField("alertname", "PerformanceRegression");
        json.writeStringField("severity", severity.label());
        json.writeStringField("model", alert.modelName());
        json.writeStringField("metric", alert.metricName());
        json.writeStringField("fingerprint", alert.fingerprint());
        json.writeEndObject();
        json.writeObjectFieldStart("annotations");
        annotations(json, alert);
        json.writeEndObject();
        // A machine whose clock is ahead measures in the future: what starts after it ends is refused.
        json.writeStringField("startsAt", time(opened.isAfter(latestStart) ? latestStart : opened));
        json.writeStringField("endsAt", time(endsAt));
        json.writeStringField("generatorURL", links.alert(alert));
        json.writeEndObject();
    }

    private void annotations(JsonGenerator json, RegressionAlert alert) throws IOException {
        Double change = alert.changePercent();
        json.writeStringField("summary", ChatText.of(alert.severity().label() + " regression of " + alert.seriesKey()));
        json.writeStringField("message", ChatText.of(alert.message()));
        json.writeStringField("reason_code", alert.reasonCode().name());
        json.writeStringField("reason", ChatText.of(alert.reason()));
        json.writeStringField("change", change == null ? "from zero" : PercentText.signed(change));
        json.writeStringField("series_key", alert.seriesKey());
        json.writeStringField("alert_id", alert.alertId());
        json.writeStringField("report", links.report(alert));
        if (alert.lastGoodCommit() != null) {
            json.writeStringField("last_good_commit", alert.lastGoodCommit());
        }
        if (alert.firstBadCommit() != null) {
            json.writeStringField("first_bad_commit", alert.firstBadCommit());
        }
    }

    private static String time(Instant instant) {
        return PythonFormat.isoformat(instant) + "Z";
    }
}
