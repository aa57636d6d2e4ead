package dev.backslide.detector;

import dev.backslide.schemas.TopicCatalogue;
import dev.backslide.schemas.TopicCreator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TaskMetadata;
import org.apache.kafka.streams.ThreadMetadata;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The running detector: reads metrics, writes alerts, verdicts and statistics, each exactly once. Thread-safe.
 */
public final class Detector implements AutoCloseable {

    private static final Duration TOPICS_TIMEOUT = Duration.ofSeconds(30);
    private static final String RUNNING_THREAD = "RUNNING";
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(8);

    private final KafkaStreams streams;
    private final Faults faults;
    private final RegistryPatience patience;
    private final CountDownLatch running;

    private Detector(KafkaStreams streams, Faults faults, RegistryPatience patience, CountDownLatch running) {
        this.streams = streams;
        this.faults = faults;
        this.patience = patience;
        this.running = running;
    }

    /**
     * Creates the topics that are missing and starts judging in the background.
     *
     * @throws org.apache.kafka.common.KafkaException when the cluster does not answer or refuses
     */
    public static Detector start(DetectorSettings settings) {
        TopicCatalogue topics = TopicCatalogue.of(settings.topics(), settings.clientOverrides());
        StreamsConfig config = DetectorConfig.of(settings, topics);
        try (Admin admin = Admin.create(config.getAdminConfigs(settings.topics().prefix() + "-detector-topics"))) {
            TopicCreator.create(admin, topics, TOPICS_TIMEOUT);
        }
        Clock clock = Clock.systemUTC();
        Faults faults = new Faults();
        RegistryPatience patience = new RegistryPatience(faults);
        KafkaStreams streams = new KafkaStreams(
                new DetectorTopology(settings, patience.over(topics), config, clock, faults).get(), config);
        CountDownLatch running = new CountDownLatch(1);
        streams.setUncaughtExceptionHandler(new ThreadFailures(clock, faults));
        streams.setStateListener((newState, oldState) -> {
            if (newState == KafkaStreams.State.RUNNING) {
                running.countDown();
            }
        });
        streams.start();
        return new Detector(streams, faults, patience, running);
    }

    /** Waits until the detector has its partitions and judges; false when it does not within the timeout. */
    public boolean awaitRunning(Duration timeout) throws InterruptedException {
        return running.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** How it is, and why where it is not well. */
    public DetectorHealth health() {
        KafkaStreams.State state = streams.state();
        boolean ok = state == KafkaStreams.State.RUNNING && areAllAtWork();
        String cause = ok
                ? state.name()
                : faults.last().map(last -> state + " after " + last).orElse(state.name());
        return new DetectorHealth(ok, state.hasStartedOrFinishedShuttingDown(), cause);
    }

    /** The state alone does not say: it is RUNNING while a dead thread's partitions wait for its successor. */
    private boolean areAllAtWork() {
        Set<ThreadMetadata> threads = streams.metadataForLocalThreads();
        return threads.stream().allMatch(thread -> thread.threadState().equals(RUNNING_THREAD))
                && faults.areOver(threads.stream()
                        .flatMap(thread -> thread.activeTasks().stream())
                        .map(TaskMetadata::taskId)
                        .toList());
    }

    /** Stops judging and returns once everything judged is committed, within 8 seconds. */
    @Override
    public void close() {
        patience.close();
        // Leaving the group hands the partitions over at once; staying would keep them idle for the session timeout.
        streams.close(CloseOptions.timeout(CLOSE_TIMEOUT)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
    }
}
