package dev.backslide.sink.notify;

import dev.backslide.sink.settings.NotificationSettings;
import dev.backslide.sink.status.SinkHealth;
import dev.backslide.sink.store.Outbox;
import dev.backslide.sink.transition.Notification;
import dev.backslide.sink.transition.NotificationCounters;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The thread that tells one receiver: one notification after the other, each again until it has arrived, with longer and longer
 * pauses. At least once, in order. {@link #health()} and {@link #stop()} are thread-safe.
 */
final class Delivery implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    private static final Duration IDLE = Duration.ofMillis(500);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);
    private static final Duration GIVE_UP_AFTER = Duration.ofDays(7);

    /** The receiver does not want this one, and will not want it later. */
    private static final Set<Integer> REFUSALS = Set.of(400, 413, 415, 422);

    private static final int ATTEMPTS_IF_REFUSED = 5;

    private final NotificationReceiver receiver;
    private final Outbox outbox;
    private final HttpClient client;
    private final NotificationSettings settings;
    private final NotificationCounters counters;
    private final Clock clock;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile SinkHealth health = SinkHealth.RUNNING;
    private Duration pause = FIRST_PAUSE;
    private long remindedNanos;

    Delivery(
            NotificationReceiver receiver,
            Outbox outbox,
            HttpClient client,
            NotificationSettings settings,
            NotificationCounters counters,
            Clock clock) {
        this.receiver = receiver;
        this.outbox = outbox;
        this.client = client;
        this.settings = settings;
        this.counters = counters;
        this.clock = clock;
        // A receiver may have forgotten while this sink was down.
        this.remindedNanos = System.nanoTime() - settings.resendInterval().toNanos();
    }

    String receiver() {
        return receiver.name();
    }

    /** Whether the last thing sent has arrived, and why not. */
    SinkHealth health() {
        return health;
    }

    NotificationCounters counters() {
        return counters;
    }

    void stop() {
        stopping.countDown();
    }

    @Override
    public void run() {
        try (outbox) {
            while (stopping.getCount() > 0) {
                step();
            }
        } catch (InterruptedException e) {
            // The sink stops; what was not confirmed is sent again after the next start.
        }
    }

    private void step() throws InterruptedException {
        try {
            Notification next = outbox.first().orElse(null);
            if (next != null) {
                deliver(next);
            } else if (System.nanoTime() - remindedNanos
                    >= settings.resendInterval().toNanos()) {
                remind();
            } else {
                stopping.await(IDLE.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (IOException e) {
            waits(String.valueOf(e.getMessage()));
        } catch (JdbiException e) {
            waits("its notifications cannot be read (" + e.getMessage() + ")");
        } catch (RuntimeException e) {
            // A thread that ended here would tell nothing any more, and nobody.
            waits("a defect prevents a notification (" + e + "); report it");
        }
    }

    private void deliver(Notification notification) throws IOException, InterruptedException {
        if (notification.createdAt().isBefore(clock.instant().minus(GIVE_UP_AFTER))) {
            drop(notification, "it is older than " + GIVE_UP_AFTER.toDays() + " days");
            return;
        }
        int status = send(receiver.request(notification));
        if (isSuccess(status)) {
            outbox.delivered(notification);
            counters.sent();
            recovered();
            return;
        }
        outbox.failed(notification);
        if (REFUSALS.contains(status) && notification.attempts() + 1 >= ATTEMPTS_IF_REFUSED) {
            drop(notification, "it was refused with HTTP status " + status + " " + ATTEMPTS_IF_REFUSED + " times");
        }
        throw answered(status);
    }

    private void remind() throws IOException, InterruptedException {
        for (HttpRequest reminder : receiver.reminders(outbox.open())) {
            int status = send(reminder);
            if (!isSuccess(status)) {
                throw answered(status);
            }
            recovered();
        }
        remindedNanos = System.nanoTime();
    }

    /** The answer's status; its body counts towards the time, so that a receiver cannot hold the thread. */
    private int send(HttpRequest request) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<Void>> answer =
                client.sendAsync(request, HttpResponse.BodyHandlers.discarding());
        try {
            return answer.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS)
                    .statusCode();
        } catch (ExecutionException e) {
            // The client's own time-out may be the first of the two.
            throw e.getCause() instanceof HttpTimeoutException && !(e.getCause() instanceof HttpConnectTimeoutException)
                    ? noAnswer(e)
                    : new IOException("it cannot be reached (" + e.getCause() + ")", e);
        } catch (TimeoutException e) {
            throw noAnswer(e);
        } finally {
            answer.cancel(true);
        }
    }

    private IOException noAnswer(Exception cause) {
        return new IOException("it did not answer within " + settings.timeout().toMillis() + " ms", cause);
    }

    private static boolean isSuccess(int status) {
        return status >= 200 && status < 300;
    }

    private static IOException answered(int status) {
        return new IOException("it answered with HTTP status " + status);
    }

    private void drop(Notification notification, String why) {
        outbox.drop(notification);
        LOG.atWarn()
                .setMessage("gave up a notification")
                .addKeyValue("receiver", receiver.name())
                .addKeyValue("alert", notification.alert().alertId())
                .addKeyValue("reason", why)
                .addKeyValue("dropped", counters.dropped())
                .log();
    }

    private void recovered() {
        if (!health.ok()) {
            LOG.atInfo()
                    .setMessage("notifications arrive again")
                    .addKeyValue("receiver", receiver.name())
                    .log();
            health = SinkHealth.RUNNING;
        }
        pause = FIRST_PAUSE;
    }

    private void waits(String problem) throws InterruptedException {
        counters.failed();
        String cause = problem + "; notifications wait and are sent again";
        if (!health.cause().equals(cause)) {
            LOG.atWarn()
                    .setMessage("notifications wait")
                    .addKeyValue("receiver", receiver.name())
                    .addKeyValue("cause", problem)
                    .log();
            health = SinkHealth.waiting(cause);
        }
        // Several sinks must not come back to a receiver in step.
        long jitter = ThreadLocalRandom.current().nextLong(pause.toMillis() / 4 + 1);
        stopping.await(pause.toMillis() + jitter, TimeUnit.MILLISECONDS);
        Duration longer = pause.multipliedBy(2);
        pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
    }
}
