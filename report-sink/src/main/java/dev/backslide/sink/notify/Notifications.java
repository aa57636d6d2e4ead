package dev.backslide.sink.notify;

import dev.backslide.sink.settings.NotificationSettings;
import dev.backslide.sink.status.NotificationStatus;
import dev.backslide.sink.store.Outbox;
import dev.backslide.sink.store.Store;

import java.net.URI;
import java.net.http.HttpClient;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** All receivers, each told by a thread of its own, so that one that is away holds up no other. Thread-safe. */
public final class Notifications implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(2);

    private final List<Delivery> deliveries = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    private Notifications() {}

    /**
     * Starts telling what is pending and what comes.
     *
     * @param ownUrl of the HTTP API, for links where no other is set
     */
    public static Notifications start(NotificationSettings settings, Store store, URI ownUrl, Clock clock)
            throws SQLException {
        Notifications notifications = new Notifications();
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(CONNECT_TIMEOUT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        for (NotificationReceiver receiver : receivers(settings, ownUrl, clock)) {
            Delivery delivery = new Delivery(
                    receiver,
                    new Outbox(store.connections().openOutbox(), receiver.name(), clock),
                    client,
                    settings,
                    Objects.requireNonNull(store.receivers().get(receiver.name())),
                    clock);
            Thread thread = new Thread(delivery, "backslide-notify-" + receiver.name());
            thread.setDaemon(true);
            notifications.deliveries.add(delivery);
            notifications.threads.add(thread);
            thread.start();
        }
        return notifications;
    }

    /** One for each receiver, in the order of the settings. */
    public List<NotificationStatus> status() {
        return deliveries.stream()
                .map(delivery -> new NotificationStatus(
                        delivery.receiver(),
                        delivery.health(),
                        delivery.counters().sentCount(),
                        delivery.counters().failedCount(),
                        delivery.counters().droppedCount()))
                .toList();
    }

    private static List<NotificationReceiver> receivers(NotificationSettings settings, URI ownUrl, Clock clock) {
        URI publicUrl = settings.publicUrl();
        AlertLinks links = AlertLinks.to(publicUrl == null ? ownUrl : publicUrl);
        List<NotificationReceiver> receivers = new ArrayList<>();
        if (settings.webhookUrl() != null) {
            receivers.add(new WebhookReceiver(settings.webhookUrl(), links, settings.timeout()));
        }
        if (settings.alertmanagerUrl() != null) {
            receivers.add(new AlertmanagerReceiver(settings.alertmanagerUrl(), links, settings, clock));
        }
        return receivers;
    }

    /** Stops at once: what is on its way is sent again after the next start. */
    @Override
    public void close() {
        deliveries.forEach(Delivery::stop);
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            try {
                thread.join(STOP_TIMEOUT.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
