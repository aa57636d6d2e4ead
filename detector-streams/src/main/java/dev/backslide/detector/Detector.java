package dev.backslide.detector;

import dev.backslide.core.HeapUse;
import dev.backslide.detector.standstill.Progress;
import dev.backslide.detector.standstill.Standstill;
import dev.backslide.detector.standstill.StandstillTopics;
import dev.backslide.schemas.TopicCatalogue;
import dev.backslide.schemas.TopicCreator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TaskMetadata;
import org.apache.kafka.streams.ThreadMetadata;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The running detector: reads metrics, writes alerts, verdicts and statistics, each exactly once. Thread-safe.
 */
public final class Detector implements AutoCloseable {

    private static final Duration TOPICS_TIMEOUT = Duration.ofSeconds(30);
    private static final String RUNNING_THREAD = "RUNNING";
    private static final Duration POLL = Duration.ofMillis(250);
    /** Longer than anything that goes on without a sign takes; a rebalance after a crash takes ten seconds. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final RestartingStreams streams;
    private final FaultTracker faults;
    private final RegistryRetry retry;
    private final Progress progress;
    private final Standstill standstill;
    private final CountDownLatch running;

    private Detector(
            RestartingStreams streams,
            FaultTracker faults,
            RegistryRetry retry,
            Progress progress,
            Standstill standstill,
            CountDownLatch running) {
        this.streams = streams;
        this.faults = faults;
        this.retry = retry;
        this.progress = progress;
        this.standstill = standstill;
        this.running = running;
    }

    /**
     * Creates the topics that are missing and starts judging in the background.
     *
     * @throws org.apache.kafka.common.KafkaException when the cluster does not answer or refuses
     */
    public static Detector start(DetectorSettings settings) {
        return start(settings, PATIENCE);
    }

    /** @param standstill when nothing moves for so long and there is something to do, it has stopped */
    public static Detector start(DetectorSettings settings, Duration standstill) {
        TopicCatalogue topics = TopicCatalogue.of(settings.topics(), settings.clientOverrides());
        StreamsConfig config = DetectorConfig.of(settings, topics);
        Supplier<Admin> admins =
                () -> Admin.create(config.getAdminConfigs(settings.topics().prefix() + "-detector-topics"));
        try (Admin admin = admins.get()) {
            TopicCreator.create(admin, topics, TOPICS_TIMEOUT);
        }
        Clock clock = Clock.systemUTC();
        FaultTracker faults = new FaultTracker();
        RegistryRetry retry = new RegistryRetry(faults);
        Progress progress = new Progress();
        CountDownLatch running = new CountDownLatch(1);
        String applicationId = config.getString(StreamsConfig.APPLICATION_ID_CONFIG);
        StandstillTopics asked = StandstillTopics.of(settings.bootstrapServers(), applicationId, topics);
        Function<Consumer<Throwable>, KafkaStreams> factory = repair -> {
            KafkaStreams made = new KafkaStreams(
                    new DetectorTopology(settings, retry.over(topics), config, clock, faults).get(), config);
            made.setUncaughtExceptionHandler(new ThreadFailures(clock, asked.inputs(), faults, repair));
            made.setGlobalStateRestoreListener(progress);
            made.setStateListener((newState, oldState) -> {
                progress.moved();
                if (newState == KafkaStreams.State.RUNNING) {
                    running.countDown();
                }
            });
            return made;
        };
        RestartingStreams streams = new RestartingStreams(
                factory, Path.of(config.getString(StreamsConfig.STATE_DIR_CONFIG), applicationId), faults, clock);
        streams.start();
        return new Detector(
                streams, faults, retry, progress, new Standstill(admins, asked, progress, standstill), running);
    }

    /**
     * Waits until the detector has its partitions and judges, for as long as something moves: a restore that goes on is waited for.
     *
     * @param standstillLimit when nothing moves for so long, it is not waited for any longer
     * @return false when nothing moves or it has stopped; its health says why
     */
    public boolean awaitRunning(Duration standstillLimit) throws InterruptedException {
        return awaitRunning(standstillLimit, health -> {});
    }

    /**
     * As {@link #awaitRunning(Duration)}.
     *
     * @param standstillLimit when nothing moves for so long, it is not waited for any longer
     * @param watcher told how it is, several times a second
     */
    public boolean awaitRunning(Duration standstillLimit, Consumer<DetectorHealth> watcher)
            throws InterruptedException {
        while (!running.await(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
            DetectorHealth health = health();
            if (health.stopped() || progress.standstill().compareTo(standstillLimit) > 0) {
                return false;
            }
            watcher.accept(health);
        }
        return true;
    }

    /** How it is, and why where it is not well. */
    public DetectorHealth health() {
        KafkaStreams.State state = streams.current().state();
        Set<ThreadMetadata> threads = threads(state);
        progress.observe(Objects.hash(
                faults.lastStep(),
                threads.stream().mapToLong(Detector::committed).sum(),
                threads.stream().map(ThreadMetadata::threadState).sorted().toList()));
        boolean ended = !streams.isRepairing() && state.hasStartedOrFinishedShuttingDown();
        boolean atWork = state == KafkaStreams.State.RUNNING && areAllAtWork(threads);
        Optional<String> stuck = ended ? Optional.empty() : standstill.cause(atWork);
        Optional<String> trouble = stuck.or(() -> Optional.ofNullable(HeapUse.trouble()));
        boolean ok = atWork && trouble.isEmpty();
        return new DetectorHealth(
                ok, ended || stuck.isPresent(), trouble.orElseGet(() -> ok ? state.name() : cause(state)));
    }

    private String cause(KafkaStreams.State state) {
        return faults.last()
                .map(last -> state + " after " + last)
                .or(() -> progress.restoring().map(restored -> state + ", " + restored))
                .orElse(state.name());
    }

    private Set<ThreadMetadata> threads(KafkaStreams.State state) {
        return state.isRunningOrRebalancing() ? streams.current().metadataForLocalThreads() : Set.of();
    }

    private static long committed(ThreadMetadata thread) {
        return thread.activeTasks().stream()
                .flatMap(task -> task.committedOffsets().values().stream())
                .mapToLong(Long::longValue)
                .sum();
    }

    /** The state alone does not say: it is RUNNING while a dead thread's partitions wait for its successor. */
    private boolean areAllAtWork(Set<ThreadMetadata> threads) {
        return threads.stream().allMatch(thread -> thread.threadState().equals(RUNNING_THREAD))
                && faults.areOver(threads.stream()
                        .flatMap(thread -> thread.activeTasks().stream())
                        .map(TaskMetadata::taskId)
                        .toList());
    }

    /** Stops judging and returns once everything judged is committed, within 8 seconds. */
    @Override
    public void close() {
        retry.close();
        streams.close();
    }
}
