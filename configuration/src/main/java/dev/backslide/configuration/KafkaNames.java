package dev.backslide.configuration;

import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which settings of the {@code [kafka]} section are Kafka's own. Stateless. */
public final class KafkaNames {

    /** Those of Kafka Streams, by name: only the detector has that library. */
    private static final List<String> STREAMS = List.of("""
            acceptable.recovery.lag allow.os.group.write.access application.id application.server
            buffered.records.per.partition built.in.metrics.version cache.max.bytes.buffering commit.interval.ms
            default.client.supplier default.deserialization.exception.handler default.dsl.store
            default.key.serde default.list.key.serde.inner default.list.key.serde.type
            default.list.value.serde.inner default.list.value.serde.type default.production.exception.handler
            default.timestamp.extractor default.value.serde deserialization.exception.handler dsl.store.format
            dsl.store.suppliers.class ensure.explicit.internal.resource.naming
            errors.dead.letter.queue.topic.name log.summary.interval.ms max.task.idle.ms max.warmup.replicas
            num.standby.replicas num.stream.threads poll.ms probing.rebalance.interval.ms
            processing.exception.handler processing.exception.handler.global.enabled processing.guarantee
            processor.wrapper.class production.exception.handler rack.aware.assignment.non_overlap_cost
            rack.aware.assignment.strategy rack.aware.assignment.tags rack.aware.assignment.traffic_cost
            repartition.purge.interval.ms replication.factor rocksdb.config.setter state.cleanup.delay.ms
            state.cleanup.dir.max.age.ms state.dir statestore.cache.max.bytes task.assignor.class
            task.timeout.ms topology.optimization upgrade.from window.size.ms windowed.inner.class.serde
            windowstore.changelog.additional.retention.ms
            """.strip().split("\\s+"));

    private KafkaNames() {}

    /**
     * Whether Kafka, one of its plug-ins or the schema registry may know the name: a dotted name that is not nearly one of
     * Kafka's belongs to a plug-in.
     */
    static boolean isKnown(String name) {
        Set<String> known = all();
        if (known.contains(name) || name.startsWith("schema.registry.")) {
            return true;
        }
        return name.indexOf('.') > 0
                && known.stream().noneMatch(other -> Nearest.distance(name, other) <= 2)
                && !name.startsWith("bootstrap.");
    }

    /** Every name of Kafka's clients and Kafka Streams but the servers, which have a setting of their own. */
    public static Set<String> all() {
        Set<String> names = new TreeSet<>(ProducerConfig.configNames());
        names.addAll(ConsumerConfig.configNames());
        names.addAll(AdminClientConfig.configNames());
        names.addAll(STREAMS);
        names.add("schema.registry.url");
        names.remove("bootstrap.servers");
        return names;
    }
}
