package dev.backslide.cluster;

import dev.backslide.configuration.Configuration;
import dev.backslide.configuration.Setting;
import dev.backslide.core.report.PlainNumber;
import dev.backslide.schemas.TopicCatalogue;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A connection to the cluster of a configuration, for questions. Thread-safe. */
public final class Cluster implements AutoCloseable {

    public static final String TIMEOUT_OPTION = "--broker-timeout";

    /** How long nothing has to listen: a broker that has just been started is waited for. */
    private static final Duration NOBODY_AFTER = Duration.ofSeconds(3);

    private static final long PAUSE_MILLIS = 200;

    private final Admin admin;
    private final TopicCatalogue topics;
    private final String servers;
    private final String detectorGroup;
    private final Map<String, String> client;

    private Cluster(Admin admin, TopicCatalogue topics, Configuration configuration) {
        this.admin = admin;
        this.topics = topics;
        this.detectorGroup = configuration.topics().detectorGroup();
        this.servers = configuration.get(Setting.BOOTSTRAP_SERVERS);
        this.client = configuration.kafkaClient();
    }

    /**
     * Connects, and makes sure that somebody answers.
     *
     * @throws ClusterException within 5 seconds where nothing listens; after the setting broker_timeout where nothing answers; or where
     *     there is no topic for measurements
     */
    public static Cluster connect(Configuration configuration) {
        String servers = configuration.get(Setting.BOOTSTRAP_SERVERS);
        Duration timeout = configuration.get(Setting.BROKER_TIMEOUT);
        int millis = (int) Math.min(Integer.MAX_VALUE, timeout.toMillis());
        Map<String, Object> config = new HashMap<>(configuration.kafkaClient());
        config.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
        config.keySet().retainAll(AdminClientConfig.configNames());
        TopicCatalogue topics = TopicCatalogue.of(configuration.topics(), configuration.kafkaClient());
        try {
            Cluster cluster = new Cluster(Admin.create(config), topics, configuration);
            cluster.requireTopics(timeout);
            return cluster;
        } catch (KafkaException e) {
            throw unusable(servers, e);
        }
    }

    Admin admin() {
        return admin;
    }

    public TopicCatalogue topics() {
        return topics;
    }

    /** A consumer of committed records that belongs to no group. */
    Consumer<String, byte[]> consumer() {
        Map<String, Object> config = new HashMap<>(client);
        config.keySet().retainAll(ConsumerConfig.configNames());
        config.remove(ConsumerConfig.GROUP_ID_CONFIG);
        config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    }

    String detectorGroup() {
        return detectorGroup;
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }

    private void requireTopics(Duration timeout) {
        String metrics = topics.metrics().name();
        try {
            answered(admin.describeTopics(List.of(metrics)).allTopicNames());
        } catch (ExecutionException e) {
            close();
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw new ClusterException(
                        "Kafka at " + servers + " has no topic '" + metrics
                                + "'; start a detector there, or correct the topic prefix",
                        e);
            }
            if (e.getCause() instanceof RetriableException) {
                throw new ClusterException(
                        "the Kafka broker at " + servers + " did not answer within " + seconds(timeout)
                                + "; it may be busy: allow more time with " + TIMEOUT_OPTION + ", or read its log",
                        e);
            }
            throw unusable(servers, e);
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new ClusterException("interrupted while connecting to " + servers, e);
        }
    }

    /** Waits as long as the client does, but not where nothing listens: the client cannot tell that from a busy broker. */
    private void answered(KafkaFuture<?> answer) throws ExecutionException, InterruptedException {
        long listened = System.nanoTime();
        while (true) {
            try {
                answer.get(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException e) {
                long now = System.nanoTime();
                if (PortProbe.isAny(servers)) {
                    listened = now;
                } else if (now - listened > NOBODY_AFTER.toNanos()) {
                    close();
                    throw new ClusterException(
                            "no Kafka broker answers at " + servers
                                    + "; start one with './backslide up', or name another with --bootstrap-servers",
                            e);
                }
            }
        }
    }

    public static String seconds(Duration timeout) {
        return PlainNumber.of(timeout.toMillis() / 1e3) + " s";
    }

    private static ClusterException unusable(String servers, Throwable e) {
        return new ClusterException(
                "Kafka at " + servers + " cannot be used (" + rootMessage(e) + "); correct --bootstrap-servers", e);
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }
}
