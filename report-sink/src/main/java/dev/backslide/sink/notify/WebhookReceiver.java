package dev.backslide.sink.notify;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.report.ChatText;
import dev.backslide.schemas.internal.JsonShapes;
import dev.backslide.sink.settings.NotificationSettings;
import dev.backslide.sink.transition.Notification;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;

/** Any HTTP server: gets each change of state once as JSON, with a key by which it knows what it has seen. Thread-safe. */
final class WebhookReceiver implements NotificationReceiver {

    private static final JsonFactory JSON = new JsonFactory();

    private final URI url;
    private final AlertLinks links;
    private final Duration timeout;

    WebhookReceiver(URI url, AlertLinks links, Duration timeout) {
        this.url = url;
        this.links = links;
        this.timeout = timeout;
    }

    @Override
    public String name() {
        return NotificationSettings.WEBHOOK;
    }

    @Override
    public HttpRequest request(Notification notification) {
        return HttpRequest.newBuilder(url)
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", notification.idempotencyKey())
                .POST(HttpRequest.BodyPublishers.ofString(body(notification)))
                .build();
    }

    @Override
    public List<HttpRequest> reminders(List<RegressionAlert> open) {
        return List.of();
    }

    private String body(Notification notification) {
        RegressionAlert alert = notification.alert();
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("transition", notification.transition().label());
            json.writeStringField("status", notification.transition().isEnd() ? "resolved" : "firing");
            json.writeStringField(
                    "text",
                    ChatText.of(alert.severity().label() + " "
                            + notification.transition().label() + ": " + alert.message()));
            json.writeFieldName("alert");
            JsonShapes.detailedAlert(json, alert);
            json.writeStringField("alert_url", links.alert(alert));
            json.writeStringField("report_url", links.report(alert));
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
