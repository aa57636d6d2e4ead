package dev.backslide.sink.notify;

import dev.backslide.core.RegressionAlert;
import dev.backslide.sink.settings.NotificationSettings;
import dev.backslide.sink.store.Outbox;
import dev.backslide.sink.store.Store;
import dev.backslide.sink.transition.Notification;
import dev.backslide.sink.transition.NotificationCounters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class DeliveryTest {

    @TempDir
    Path folder;

    /** A receiver with a defect: it cannot make the request. */
    private static final class Defective implements NotificationReceiver {

        private final AtomicInteger asked = new AtomicInteger();

        @Override
        public String name() {
            return "defective";
        }

        @Override
        public HttpRequest request(Notification notification) {
            return HttpRequest.newBuilder(URI.create("http://127.0.0.1:1/")).build();
        }

        @Override
        public List<HttpRequest> reminders(List<RegressionAlert> open) {
            asked.incrementAndGet();
            throw new IllegalStateException("a defect of its own");
        }
    }

    @Test
    void defect_ofAReceiver_showsInHealth_andIsTriedAgain() throws SQLException, InterruptedException {
        Defective receiver = new Defective();
        try (Store store = Store.open(folder)) {
            Delivery delivery = new Delivery(
                    receiver,
                    new Outbox(store.connections().openOutbox(), receiver.name(), Clock.systemUTC()),
                    HttpClient.newHttpClient(),
                    NotificationSettings.NONE,
                    new NotificationCounters(),
                    Clock.systemUTC());
            Thread thread = new Thread(delivery, "delivery");
            thread.start();

            await().atMost(Duration.ofSeconds(30)).until(() -> receiver.asked.get() > 1);
            assertThat(delivery.health().ok()).isFalse();
            assertThat(delivery.health().cause()).contains("a defect of its own");

            delivery.stop();
            thread.join();
        }
    }
}
