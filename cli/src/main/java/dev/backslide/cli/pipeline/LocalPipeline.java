package dev.backslide.cli.pipeline;

import dev.backslide.broker.BrokerSettings;
import dev.backslide.broker.EmbeddedBroker;
import dev.backslide.cli.context.CommandFailure;
import dev.backslide.configuration.Configuration;
import dev.backslide.configuration.Setting;
import dev.backslide.detector.Detector;
import dev.backslide.detector.DetectorHealth;
import dev.backslide.detector.DetectorSettings;
import dev.backslide.sink.Sink;
import dev.backslide.sink.settings.RetentionSettings;
import dev.backslide.sink.settings.SinkSettings;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Broker, detector and sink in this JVM, started in the order of the data's way and stopped against it. What a service has
 * acknowledged survives {@code kill -9}. Thread-safe.
 */
public final class LocalPipeline implements AutoCloseable {

    /** Only where nothing moves; the detector itself knows sooner where something is to be moved. */
    private static final Duration START_PATIENCE = Duration.ofMinutes(10);

    /**
     * One detector alone reads these topics, and after a crash its successor is known by its name: without one the broker
     * would wait for the dead one's session to end before anybody judges.
     */
    private static final Map<String, String> AFTER_A_CRASH = Map.of("group.instance.id", "local");

    /** Where the broker is, how it is secured, and who we are to it: the file may speak of another cluster. */
    private static final List<String> NOT_PASSED =
            List.of("bootstrap.", "security.", "sasl.", "ssl.", "group.", "transactional.");

    private final Deque<AutoCloseable> started;
    private final EmbeddedBroker broker;
    private final Detector detector;
    private final Sink sink;
    private volatile boolean closing;

    private LocalPipeline(Deque<AutoCloseable> started, EmbeddedBroker broker, Detector detector, Sink sink) {
        this.started = started;
        this.broker = broker;
        this.detector = detector;
        this.sink = sink;
    }

    /** As {@link #start(DataFolder, int, int, Configuration, Consumer)}, with nobody who wants to know how far it is. */
    public static LocalPipeline start(DataFolder folder, int port, int httpPort, Configuration configuration) {
        return start(folder, port, httpPort, configuration, health -> {});
    }

    /**
     * Starts all three and returns once they work.
     *
     * @param port of the broker, 0: a free one
     * @param httpPort of the sink, 0: a free one
     * @param watcher told how the detector is while it starts, several times a second
     * @throws RuntimeException of the service that did not start; those that did are stopped again
     */
    public static LocalPipeline start(
            DataFolder folder, int port, int httpPort, Configuration configuration, Consumer<DetectorHealth> watcher) {
        Deque<AutoCloseable> started = new ArrayDeque<>();
        try {
            Ports.requireFree(port, "the broker", "--port");
            Ports.requireFree(httpPort, "the HTTP API", "--http-port");
            EmbeddedBroker broker = EmbeddedBroker.start(new BrokerSettings(folder.broker(), port));
            started.push(broker);
            Detector detector = Detector.start(detectorSettings(folder, broker, configuration));
            started.push(detector);
            if (!detector.awaitRunning(START_PATIENCE, watcher)) {
                throw new CommandFailure("the detector does not start: "
                        + detector.health().cause() + "; its log is " + folder.logFile());
            }
            Sink sink = Sink.start(sinkSettings(folder, broker, httpPort, configuration));
            started.push(sink);
            return new LocalPipeline(started, broker, detector, sink);
        } catch (RuntimeException e) {
            closeAll(started);
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closeAll(started);
            throw new CommandFailure("interrupted while starting", e);
        }
    }

    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    public String sinkUrl() {
        return "http://127.0.0.1:" + sink.httpPort();
    }

    Detector detector() {
        return detector;
    }

    public Sink sink() {
        return sink;
    }

    /** Whether it was asked to stop, so that whoever finds a part of it stopped need not wonder. */
    boolean isClosing() {
        return closing;
    }

    /** Stops sink, detector and broker, in this order. Closing again does nothing. */
    @Override
    public void close() {
        closing = true;
        synchronized (started) {
            closeAll(started);
        }
    }

    /** What the configuration says of Kafka clients, but for what is the broker's here or ours. */
    private static Map<String, String> clientSettings(Configuration configuration, Map<String, String> ours) {
        Map<String, String> settings = new HashMap<>(configuration.kafkaClient());
        settings.keySet().removeIf(name -> NOT_PASSED.stream().anyMatch(name::startsWith));
        settings.putAll(ours);
        return settings;
    }

    private static DetectorSettings detectorSettings(
            DataFolder folder, EmbeddedBroker broker, Configuration configuration) {
        return DetectorSettings.of(broker.bootstrapServers(), configuration.topics(), folder.streams())
                .withPolicies(configuration.policies())
                .withHeapPercent(configuration.get(Setting.DETECTOR_HEAP_PERCENT))
                .withClientOverrides(clientSettings(configuration, AFTER_A_CRASH));
    }

    private static SinkSettings sinkSettings(
            DataFolder folder, EmbeddedBroker broker, int httpPort, Configuration configuration) {
        return SinkSettings.of(broker.bootstrapServers(), configuration.topics(), folder.store())
                .withClientOverrides(clientSettings(configuration, Map.of()))
                .withHttp("127.0.0.1", httpPort)
                .withNotifications(AlertReceivers.notifications(configuration))
                .withMonitoring(AlertReceivers.monitoring(configuration))
                .withRetention(new RetentionSettings(
                        configuration.get(Setting.STORE_KEEP).orElse(null),
                        configuration.get(Setting.STORE_MAX_AGE).orElse(null)));
    }

    private static void closeAll(Deque<AutoCloseable> started) {
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception e) {
                // The others must be stopped all the same; the service has logged what went wrong.
                LoggerFactory.getLogger(LocalPipeline.class).warn("a service did not stop cleanly", e);
            }
        }
    }
}
