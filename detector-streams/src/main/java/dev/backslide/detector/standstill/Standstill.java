package dev.backslide.detector.standstill;

import dev.backslide.schemas.ConsumerLag;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/**
 * Finds out why nothing moves: there is nothing to do, a transaction hangs, or it is stuck. The cluster is asked in the background,
 * and only while nothing moves. A cluster that gives no answer is waited for. Thread-safe.
 */
public final class Standstill {

    private static final Logger LOG = LoggerFactory.getLogger(Standstill.class);
    /** This much of the patience passes before the cluster is asked, and between two questions. */
    private static final int LOOKS = 5;

    private final Supplier<Admin> admins;
    private final StandstillTopics topics;
    private final Progress progress;
    private final Duration patience;
    private CompletableFuture<Optional<String>> look = CompletableFuture.completedFuture(Optional.empty());
    private long lookedNanos = System.nanoTime();
    private volatile Optional<Long> waitingSinceNanos = Optional.empty();

    /** @param patience when nothing moves for so long and there is something to do, it is stuck */
    public Standstill(Supplier<Admin> admins, StandstillTopics topics, Progress progress, Duration patience) {
        this.admins = admins;
        this.topics = topics;
        this.progress = progress;
        this.patience = patience;
    }

    /**
     * Why it will not go on by itself; empty while it goes on, or that is not known yet.
     *
     * @param atWork whether all its threads judge, so that no lag means that there is nothing to do
     */
    public synchronized Optional<String> cause(boolean atWork) {
        Duration pause = patience.dividedBy(LOOKS);
        Duration still = progress.standstill();
        if (still.compareTo(pause) < 0) {
            return Optional.empty();
        }
        if (look.isDone() && System.nanoTime() - lookedNanos >= pause.toNanos()) {
            Optional<String> before = found();
            lookedNanos = System.nanoTime();
            look = CompletableFuture.supplyAsync(() -> look(atWork).or(() -> before.filter(text -> !atWork)));
        }
        return found();
    }

    private Optional<String> found() {
        try {
            return look.getNow(Optional.empty());
        } catch (CancellationException | CompletionException e) {
            return Optional.empty();
        }
    }

    private Optional<String> look(boolean atWork) {
        try (Admin admin = admins.get()) {
            Optional<String> hanging =
                    new HangingTransactions(admin, topics.bootstrapServers()).find(partitions(admin, topics.all()));
            if (hanging.isPresent()) {
                return hanging;
            }
            long lag = lag(admin);
            if (atWork && lag == 0) {
                progress.moved();
                waitingSinceNanos = Optional.empty();
                return Optional.empty();
            }
            Duration waiting = waiting();
            return waiting.compareTo(patience) < 0
                    ? Optional.empty()
                    : Optional.of("nothing has moved for " + waiting.toMinutes() + " minutes and " + lag
                            + " records wait to be judged; read the log, then start it again");
        } catch (ExecutionException | KafkaException e) {
            LOG.atWarn().setCause(e).log("nothing moves, and the cluster did not return a cause");
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** For how long there has been something to do and nothing has moved. */
    private Duration waiting() {
        long now = System.nanoTime();
        long since = waitingSinceNanos
                .filter(one -> now - one < progress.standstill().toNanos())
                .orElse(now);
        waitingSinceNanos = Optional.of(since);
        return Duration.ofNanos(now - since);
    }

    /** Records that are committed on the inputs and that the detector has not judged. */
    private long lag(Admin admin) throws ExecutionException, InterruptedException {
        return ConsumerLag.upToNow(
                        admin, topics.group(), existing(admin, topics.inputs()), IsolationLevel.READ_COMMITTED)
                .records();
    }

    /** Of those of the topics that there are. */
    private static List<TopicPartition> partitions(Admin admin, Collection<String> names)
            throws ExecutionException, InterruptedException {
        return admin.describeTopics(existing(admin, names)).allTopicNames().get().values().stream()
                .flatMap(topic ->
                        topic.partitions().stream().map(one -> new TopicPartition(topic.name(), one.partition())))
                .toList();
    }

    private static List<String> existing(Admin admin, Collection<String> names)
            throws ExecutionException, InterruptedException {
        Collection<String> existing = admin.listTopics().names().get();
        return names.stream().filter(existing::contains).toList();
    }
}
