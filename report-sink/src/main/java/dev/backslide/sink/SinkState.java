package dev.backslide.sink;

import dev.backslide.sink.consume.Positions;
import dev.backslide.sink.consume.SinkConsumer;
import dev.backslide.sink.consume.UnreadableRecords;
import dev.backslide.sink.notify.Notifications;
import dev.backslide.sink.status.NotificationStatus;
import dev.backslide.sink.status.SinkHealth;
import dev.backslide.sink.status.SinkProgress;
import dev.backslide.sink.status.SinkStatus;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The status of a sink, put together from its parts. Thread-safe. */
final class SinkState implements SinkStatus {

    private final Admin admin;
    private final Positions positions;
    private final UnreadableRecords unreadable;
    private final SinkConsumer consumer;
    private final Thread thread;
    private final SinkWatch watch;
    private volatile @Nullable Notifications notifications;

    /**
     * A status.
     *
     * @param thread the one that the consumer runs on
     */
    SinkState(
            Admin admin,
            Positions positions,
            UnreadableRecords unreadable,
            SinkConsumer consumer,
            Thread thread,
            SinkWatch watch) {
        this.admin = admin;
        this.positions = positions;
        this.unreadable = unreadable;
        this.consumer = consumer;
        this.thread = thread;
        this.watch = watch;
    }

    /** Those who tell, once they were started. */
    void notifications(Notifications started) {
        notifications = started;
    }

    @Override
    public SinkHealth health() {
        SinkHealth own = consumer.health();
        if (own.stopped() || (own.ok() && !thread.isAlive())) {
            return SinkHealth.stopped(own.ok() ? "stopped; start the sink again" : own.cause());
        }
        String trouble = watch.trouble();
        if (trouble == null) {
            return own;
        }
        return watch.isOver() ? SinkHealth.stopped(trouble) : SinkHealth.waiting(trouble);
    }

    @Override
    public List<NotificationStatus> notifications() {
        Notifications started = notifications;
        return started == null ? List.of() : started.status();
    }

    @Override
    public Map<String, Long> consumed() {
        return positions.consumed();
    }

    @Override
    public long unreadable() {
        return unreadable.count();
    }

    @Override
    public SinkProgress progress() {
        return new SinkProgress(positions.progress(admin), unreadable.count());
    }

    @Override
    public SinkProgress progress(Duration timeout) {
        return new SinkProgress(positions.progress(admin, timeout), unreadable.count());
    }

    @Override
    public Map<TopicPartition, Long> stored() {
        return positions.stored();
    }

    @Override
    public Map<TopicPartition, Long> ends(Duration timeout) {
        return positions.ends(admin, IsolationLevel.READ_UNCOMMITTED, timeout);
    }
}
