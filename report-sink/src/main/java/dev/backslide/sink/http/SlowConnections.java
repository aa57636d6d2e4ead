package dev.backslide.sink.http;

import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Closes connections that send a request, or read an answer, slower than anybody who wants it would: byte by byte they could go on for ever,
 * since each byte begins the server's idle time anew. Thread-safe.
 */
final class SlowConnections extends AbstractLifeCycle implements Connection.Listener {

    /** How long a request or an answer may take whatever its rate. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Slowest rate of a request after that, in bytes a second. */
    private static final long MIN_SENT = 100;

    /** Slowest rate of an answer after that, in bytes a second. */
    private static final long MIN_READ = 4_000;

    private static final int LOOKS = 4;
    private static final Logger LOG = LoggerFactory.getLogger(SlowConnections.class);

    private final Duration patience;
    private final Map<Connection, Watched> open = new ConcurrentHashMap<>();
    private @Nullable ScheduledExecutorService thread;
    private @Nullable Future<?> looking;

    SlowConnections(Duration patience) {
        this.patience = patience;
    }

    @Override
    protected void doStart() {
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread daemon = new Thread(task, "backslide-http-watch");
            daemon.setDaemon(true);
            return daemon;
        });
        long interval = patience.toNanos() / LOOKS;
        looking = started.scheduleWithFixedDelay(this::look, interval, interval, TimeUnit.NANOSECONDS);
        thread = started;
    }

    @Override
    protected void doStop() {
        if (looking != null) {
            looking.cancel(true);
        }
        if (thread != null) {
            thread.shutdownNow();
        }
    }

    @Override
    public void onOpened(Connection connection) {
        open.put(connection, new Watched(connection));
    }

    @Override
    public void onClosed(Connection connection) {
        open.remove(connection);
    }

    private void look() {
        long now = System.nanoTime();
        open.values().removeIf(watched -> watched.isSlow(now) && closed(watched.connection));
    }

    private static boolean closed(Connection connection) {
        LOG.atDebug()
                .setMessage("closed a slow connection")
                .addKeyValue("remote", connection.getEndPoint().getRemoteSocketAddress())
                .log();
        connection.getEndPoint().close();
        return true;
    }

    /** One connection: what of its present request has come, and what of the answer has gone. */
    private final class Watched {

        private final Connection connection;
        private final Flow sent = new Flow(MIN_SENT);
        private final Flow read = new Flow(MIN_READ);
        private long answered;

        Watched(Connection connection) {
            this.connection = connection;
        }

        boolean isSlow(long now) {
            long done = connection.getMessagesOut();
            if (done != answered) {
                answered = done;
                sent.begin();
                read.begin();
            }
            boolean sentSlowly = sent.isSlow(connection.getBytesIn(), now);
            return read.isSlow(connection.getBytesOut(), now) || sentSlowly;
        }
    }

    /** Bytes one way since a message began. */
    private final class Flow {

        private final long minRate;
        private boolean begun;
        private long beganAt;
        private long before;
        private long last;

        Flow(long minRate) {
            this.minRate = minRate;
        }

        void begin() {
            begun = false;
        }

        /** Only where bytes still flow: a request that is whole may wait for its answer for as long as that takes. */
        boolean isSlow(long bytes, long now) {
            boolean flows = bytes > last;
            if (flows && !begun) {
                begun = true;
                beganAt = now;
                before = last;
            }
            last = bytes;
            long nanos = now - beganAt;
            return flows && begun && nanos > patience.toNanos() && (bytes - before) * 1e9 / nanos < minRate;
        }
    }
}
