package dev.backslide.sink;

import dev.backslide.schemas.TopicCatalogue;
import dev.backslide.schemas.TopicCreator;
import dev.backslide.sink.consume.Assignment;
import dev.backslide.sink.consume.Positions;
import dev.backslide.sink.consume.RecordReader;
import dev.backslide.sink.consume.SinkClients;
import dev.backslide.sink.consume.SinkConsumer;
import dev.backslide.sink.consume.UnreadableRecords;
import dev.backslide.sink.http.CommandSender;
import dev.backslide.sink.http.HttpApi;
import dev.backslide.sink.http.ListenAddress;
import dev.backslide.sink.notify.Notifications;
import dev.backslide.sink.settings.SinkSettings;
import dev.backslide.sink.status.SinkHealth;
import dev.backslide.sink.status.SinkProgress;
import dev.backslide.sink.status.SinkStatus;
import dev.backslide.sink.store.Store;
import dev.backslide.sink.store.StoreException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * The running sink: reads metrics, alerts and statistics, keeps them in the store, each exactly once, and answers questions
 * over HTTP. Thread-safe.
 */
public final class Sink implements AutoCloseable {

    private static final Duration TOPICS_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(6);

    private final Store store;
    private final Admin admin;
    private final SinkConsumer consumer;
    private final Thread thread;
    private final HttpApi http;
    private final SinkWatch watch;
    private final SinkState state;
    private final CommandSender commands;
    private final SinkSettings settings;
    private volatile @Nullable Notifications notifications;

    private Sink(SinkSettings settings, Store store, Admin admin, Clock clock) throws SQLException {
        this.settings = settings;
        this.store = store;
        this.admin = admin;
        TopicCatalogue topics = TopicCatalogue.of(settings.topics(), settings.clientOverrides());
        TopicCreator.create(admin, topics, TOPICS_TIMEOUT);
        List<String> names = List.of(
                topics.metrics().name(), topics.alerts().name(), topics.stats().name());
        Positions positions = new Positions(names);
        UnreadableRecords unreadable = new UnreadableRecords();
        Assignment assignment = new Assignment(admin, names, store.writer().offsets());
        Consumer<byte[], byte[]> records = SinkClients.consumer(settings);
        try {
            assignment.refresh(records);
            commands = new CommandSender(SinkClients.producer(settings, topics.commands()), topics.commands());
        } catch (RuntimeException e) {
            records.close(CloseOptions.timeout(Duration.ZERO));
            throw e;
        }
        positions.start(assignment.starts());
        watch = new SinkWatch(store.file(), admin, positions, clock);
        consumer = new SinkConsumer(records, assignment, new RecordReader(topics, clock), store, positions, unreadable);
        thread = new Thread(consumer, "backslide-sink");
        thread.setDaemon(true);
        state = new SinkState(admin, positions, unreadable, consumer, thread, watch);
        try {
            http = new HttpApi(settings, store, state, commands, clock);
        } catch (RuntimeException e) {
            records.close(CloseOptions.timeout(Duration.ZERO));
            commands.close();
            throw e;
        }
    }

    /**
     * Opens the store, creates the topics that are missing, and starts reading and answering in the background.
     *
     * @throws StoreException when the store cannot be used
     * @throws org.apache.kafka.common.KafkaException when the cluster does not answer or refuses
     * @throws IllegalStateException when the HTTP port is taken
     */
    public static Sink start(SinkSettings settings) {
        Clock clock = Clock.systemUTC();
        ListenAddress.of(settings.httpHost());
        Store store = Store.open(settings.storeFolder(), settings.notifications(), settings.retention(), clock);
        return start(settings, store, clock);
    }

    /** As {@link #start(SinkSettings)}, on a store that is open for the same settings; closed with the sink. */
    public static Sink start(SinkSettings settings, Store store, Clock clock) {
        Sink sink = create(settings, store, clock);
        try {
            sink.thread.start();
            sink.watch.start();
            sink.http.start();
            Notifications started = Notifications.start(settings.notifications(), store, sink.url(), clock);
            sink.notifications = started;
            sink.state.notifications(started);
            return sink;
        } catch (SQLException e) {
            sink.close();
            throw new StoreException(Store.describe(store.database(), e), e);
        } catch (RuntimeException e) {
            sink.close();
            throw e;
        }
    }

    private static Sink create(SinkSettings settings, Store store, Clock clock) {
        Admin admin = SinkClients.admin(settings);
        try {
            return new Sink(settings, store, admin, clock);
        } catch (SQLException e) {
            admin.close(Duration.ZERO);
            store.close();
            throw new StoreException(Store.describe(store.database(), e), e);
        } catch (RuntimeException e) {
            admin.close(Duration.ZERO);
            store.close();
            throw e;
        }
    }

    /** Port of the HTTP API. */
    public int httpPort() {
        return http.port();
    }

    /** Every route of the HTTP API, as method and path. */
    public Set<String> routes() {
        return http.routes();
    }

    /** Whether records are being read and stored, and what is wrong where not. */
    public SinkHealth health() {
        return state.health();
    }

    /** How it is in detail. */
    public SinkStatus status() {
        return state;
    }

    private URI url() {
        String host = settings.httpHost();
        return URI.create("http://" + (host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host) + ":"
                + http.port());
    }

    /**
     * How far the topics are materialized: asks the broker for their ends.
     *
     * @throws org.apache.kafka.common.KafkaException when the broker does not answer
     */
    public SinkProgress progress() {
        return state.progress();
    }

    /** Stops reading and answering; what was stored stays. Returns within 8 seconds. */
    @Override
    public void close() {
        consumer.stop();
        watch.close();
        http.close();
        Notifications started = notifications;
        if (started != null) {
            started.close();
        }
        try {
            thread.join(STOP_TIMEOUT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        commands.close();
        admin.close(Duration.ofSeconds(1));
        store.close();
    }
}
