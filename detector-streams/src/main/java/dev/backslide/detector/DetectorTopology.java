package dev.backslide.detector;

import dev.backslide.schemas.TopicCatalogue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;

import java.time.Clock;
import java.util.function.Supplier;

/** Names the nodes and connects them: metrics and commands in, alerts, verdicts and statistics out. Thread-safe. */
final class DetectorTopology implements Supplier<Topology> {

    private final DetectorSettings settings;
    private final TopicCatalogue topics;
    private final StreamsConfig config;
    private final Clock clock;
    private final Faults faults;

    DetectorTopology(
            DetectorSettings settings, TopicCatalogue topics, StreamsConfig config, Clock clock, Faults faults) {
        this.settings = settings;
        this.topics = topics;
        this.config = config;
        this.clock = clock;
        this.faults = faults;
    }

    @Override
    public Topology get() {
        Topology topology = new Topology(new TopologyConfig(config));
        topology.addSource(
                Nodes.METRICS,
                topics.metrics().keySerde().deserializer(),
                topics.metrics().valueSerde().deserializer(),
                topics.metrics().name());
        topology.addSource(
                Nodes.COMMANDS,
                topics.commands().keySerde().deserializer(),
                topics.commands().valueSerde().deserializer(),
                topics.commands().name());
        topology.addProcessor(
                Nodes.JUDGE, new SeriesProcessorSupplier(settings, clock, faults), Nodes.METRICS, Nodes.COMMANDS);
        topology.addSink(
                Nodes.ALERTS,
                topics.alerts().name(),
                topics.alerts().keySerde().serializer(),
                topics.alerts().valueSerde().serializer(),
                Nodes.JUDGE);
        topology.addSink(
                Nodes.VERDICTS,
                topics.verdicts().name(),
                topics.verdicts().keySerde().serializer(),
                topics.verdicts().valueSerde().serializer(),
                Nodes.JUDGE);
        topology.addSink(
                Nodes.STATS,
                topics.stats().name(),
                topics.stats().keySerde().serializer(),
                topics.stats().valueSerde().serializer(),
                Nodes.JUDGE);
        return topology;
    }
}
