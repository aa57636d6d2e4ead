package dev.backslide.detector;

import dev.backslide.schemas.TopicCatalogue;
import dev.backslide.schemas.TopicCreator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The running detector: reads metrics, writes alerts, verdicts and statistics, each exactly once. Thread-safe.
 */
public final class Detector implements AutoCloseable {

    private static final Duration TOPICS_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(8);

    private final KafkaStreams streams;
    private final ThreadFailures failures;
    private final CountDownLatch running;

    private Detector(KafkaStreams streams, ThreadFailures failures, CountDownLatch running) {
        this.streams = streams;
        this.failures = failures;
        this.running = running;
    }

    /**
     * Creates the topics that are missing and starts judging in the background.
     *
     * @throws org.apache.kafka.common.KafkaException when the cluster does not answer or refuses
     */
    public static Detector start(DetectorSettings settings) {
        Map<String, String> overrides = settings.clientOverrides();
        TopicCatalogue topics = TopicCatalogue.of(settings.topics(), overrides);
        try (Admin admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers()))) {
            TopicCreator.create(admin, topics, TOPICS_TIMEOUT);
        }
        StreamsConfig config = DetectorConfig.of(settings, topics);
        KafkaStreams streams =
                new KafkaStreams(new DetectorTopology(settings, topics, config, Clock.systemUTC()).get(), config);
        ThreadFailures failures = new ThreadFailures(Clock.systemUTC());
        CountDownLatch running = new CountDownLatch(1);
        streams.setUncaughtExceptionHandler(failures);
        streams.setStateListener((newState, oldState) -> {
            if (newState == KafkaStreams.State.RUNNING) {
                running.countDown();
            }
        });
        streams.start();
        return new Detector(streams, failures, running);
    }

    /** Waits until the detector has its partitions and judges; false when it does not within the timeout. */
    public boolean awaitRunning(Duration timeout) throws InterruptedException {
        return running.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** How it is, and why where it is not well. */
    public DetectorHealth health() {
        KafkaStreams.State state = streams.state();
        String cause = failures.last().map(last -> state + " after " + last).orElse(state.name());
        return new DetectorHealth(state == KafkaStreams.State.RUNNING, cause);
    }

    /** Stops judging and returns once everything judged is committed, within 8 seconds. */
    @Override
    public void close() {
        // Leaving the group hands the partitions over at once; staying would keep them idle for the session timeout.
        streams.close(CloseOptions.timeout(CLOSE_TIMEOUT)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
    }
}
