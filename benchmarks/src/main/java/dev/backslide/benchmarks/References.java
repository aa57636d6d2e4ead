package dev.backslide.benchmarks;

import dev.backslide.core.MetricEvent;
import dev.backslide.schemas.Topic;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.KeyValueStore;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** What the detector is measured beside: the least that a topology can do, and the least that a stateful one can. Stateless. */
final class References {

    private References() {}

    /** Reads measurements and writes them again. */
    static Topology passThrough(Topic<String, MetricEvent> metrics, String outputTopic) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(metrics.name(), Consumed.with(metrics.keySerde(), metrics.valueSerde()))
                .to(outputTopic, Produced.with(metrics.keySerde(), metrics.valueSerde()));
        return builder.build();
    }

    /** Counts measurements by series in RocksDB, as the DSL does it. */
    static Topology count(Topic<String, MetricEvent> metrics, String outputTopic) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(metrics.name(), Consumed.with(metrics.keySerde(), metrics.valueSerde()))
                .groupByKey(Grouped.with("by-series", metrics.keySerde(), metrics.valueSerde()))
                .count(Named.as("count"), Materialized.<String, Long, KeyValueStore<Bytes, byte[]>>as("counts"))
                .toStream()
                .to(outputTopic, Produced.with(Serdes.String(), Serdes.Long()));
        return builder.build();
    }

    /** Runs one as the detector runs: exactly once, 2 threads, the same compression. */
    static KafkaStreams start(String application, Topology topology, Cluster cluster, Path stateDir) {
        Properties config = new Properties();
        config.putAll(Map.of(
                StreamsConfig.APPLICATION_ID_CONFIG,
                application,
                StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
                cluster.bootstrapServers(),
                StreamsConfig.STATE_DIR_CONFIG,
                stateDir.toString(),
                StreamsConfig.NUM_STREAM_THREADS_CONFIG,
                2,
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                StreamsConfig.EXACTLY_ONCE_V2,
                StreamsConfig.REPLICATION_FACTOR_CONFIG,
                1,
                StreamsConfig.consumerPrefix("auto.offset.reset"),
                "earliest",
                StreamsConfig.producerPrefix("compression.type"),
                "lz4"));
        KafkaStreams streams = new KafkaStreams(topology, config);
        streams.start();
        return streams;
    }
}
