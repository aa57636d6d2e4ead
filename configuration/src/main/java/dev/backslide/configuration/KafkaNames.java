package dev.backslide.configuration;

import dev.backslide.core.text.Secrets;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which settings of the {@code [kafka]} section are Kafka's own. Stateless.
 *
 * @since 0.1
 */
public final class KafkaNames {

    /** Those of Kafka Streams that the detector heeds, by name: only the detector has that library. */
    private static final List<String> STREAMS = names("""
            acceptable.recovery.lag allow.os.group.write.access buffered.records.per.partition
            built.in.metrics.version commit.interval.ms default.client.supplier log.summary.interval.ms
            max.task.idle.ms max.warmup.replicas num.standby.replicas num.stream.threads poll.ms
            probing.rebalance.interval.ms rack.aware.assignment.non_overlap_cost
            rack.aware.assignment.strategy rack.aware.assignment.tags rack.aware.assignment.traffic_cost
            state.cleanup.delay.ms state.cleanup.dir.max.age.ms task.assignor.class task.timeout.ms
            upgrade.from windowstore.changelog.additional.retention.ms
            """);

    /** Those that the detector's promises rest on, or that nothing in it uses. */
    private static final List<String> RESERVED = names("""
            application.id application.server cache.max.bytes.buffering default.deserialization.exception.handler
            default.dsl.store default.key.serde default.list.key.serde.inner default.list.key.serde.type
            default.list.value.serde.inner default.list.value.serde.type default.production.exception.handler
            default.timestamp.extractor default.value.serde deserialization.exception.handler dsl.store.format
            dsl.store.suppliers.class ensure.explicit.internal.resource.naming
            errors.dead.letter.queue.topic.name processing.exception.handler
            processing.exception.handler.global.enabled processing.guarantee processor.wrapper.class
            production.exception.handler repartition.purge.interval.ms replication.factor rocksdb.config.setter
            state.dir statestore.cache.max.bytes topology.optimization window.size.ms windowed.inner.class.serde
            """);

    /** Kafka's own way to let a value name files and variables: here {@code ${env:NAME}} is the one way. */
    private static final String PROVIDERS = "config.providers";

    private static final Set<String> HARMLESS = harmless();

    private KafkaNames() {}

    /**
     * Whether Kafka, one of its plug-ins or the schema registry may know the name: a dotted name that is not nearly one of
     * Kafka's belongs to a plug-in.
     */
    static boolean isKnown(String name) {
        if (isReserved(name)) {
            return false;
        }
        Set<String> known = all();
        if (known.contains(name) || name.startsWith("schema.registry.")) {
            return true;
        }
        return name.indexOf('.') > 0
                && known.stream().noneMatch(other -> Nearest.distance(name, other) <= 2)
                && !name.startsWith("bootstrap.");
    }

    /** Whether the name is Kafka's and yet not to be set. */
    public static boolean isReserved(String name) {
        return RESERVED.contains(name) || isProvider(name);
    }

    private static boolean isProvider(String name) {
        return name.equals(PROVIDERS) || name.startsWith(PROVIDERS + ".");
    }

    /** Why a reserved name is not to be set, and what to do. */
    static String whyReserved(String name) {
        return isProvider(name)
                ? "only ${env:NAME} is replaced, by that environment variable; use it instead"
                : "the detector sets it itself or has no use for it; remove the line";
    }

    /** Every name of Kafka's clients and Kafka Streams that may be set; the servers have a setting of their own. */
    public static Set<String> all() {
        Set<String> names = new TreeSet<>(ProducerConfig.configNames());
        names.addAll(ConsumerConfig.configNames());
        names.addAll(AdminClientConfig.configNames());
        names.addAll(STREAMS);
        names.add("schema.registry.url");
        names.remove("bootstrap.servers");
        return names;
    }

    /**
     * The value of a setting for people. It is shown where Kafka itself says that it is no secret; what a plug-in calls a
     * secret nobody knows, so of unknown names nothing is shown.
     */
    static String shown(String name, String text) {
        boolean harmless = HARMLESS.contains(name)
                && (!Secrets.isSecret(name) || name.endsWith(".url") || name.endsWith(".source"));
        return harmless ? Secrets.mask(text) : text.isEmpty() ? "" : Secrets.MASK;
    }

    private static Set<String> harmless() {
        Set<String> names = new TreeSet<>(STREAMS);
        for (ConfigDef client :
                List.of(ProducerConfig.configDef(), ConsumerConfig.configDef(), AdminClientConfig.configDef())) {
            client.configKeys().forEach((name, key) -> {
                if (key.type() != ConfigDef.Type.PASSWORD) {
                    names.add(name);
                }
            });
        }
        names.addAll(List.of("schema.registry.url", "auto.register.schemas", "basic.auth.credentials.source"));
        return names;
    }

    private static List<String> names(String lines) {
        return List.of(lines.strip().split("\\s+"));
    }
}
