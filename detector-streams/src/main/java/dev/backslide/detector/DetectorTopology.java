package dev.backslide.detector;

import dev.backslide.detector.state.TopologyNames;
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
    private final FaultTracker faults;

    DetectorTopology(
            DetectorSettings settings, TopicCatalogue topics, StreamsConfig config, Clock clock, FaultTracker faults) {
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
                TopologyNames.METRICS,
                topics.metrics().keySerde().deserializer(),
                topics.metrics().valueSerde().deserializer(),
                topics.metrics().name());
        topology.addSource(
                TopologyNames.COMMANDS,
                topics.commands().keySerde().deserializer(),
                topics.commands().valueSerde().deserializer(),
                topics.commands().name());
        topology.addProcessor(
                TopologyNames.JUDGE,
                new SeriesProcessorSupplier(settings, clock, faults),
                TopologyNames.METRICS,
                TopologyNames.COMMANDS);
        topology.addSink(
                TopologyNames.ALERTS,
                topics.alerts().name(),
                topics.alerts().keySerde().serializer(),
                topics.alerts().valueSerde().serializer(),
                TopologyNames.JUDGE);
        topology.addSink(
                TopologyNames.VERDICTS,
                topics.verdicts().name(),
                topics.verdicts().keySerde().serializer(),
                topics.verdicts().valueSerde().serializer(),
                TopologyNames.JUDGE);
        topology.addSink(
                TopologyNames.STATS,
                topics.stats().name(),
                topics.stats().keySerde().serializer(),
                topics.stats().valueSerde().serializer(),
                TopologyNames.JUDGE);
        return topology;
    }
}
