package dev.backslide.benchmarks;

import dev.backslide.core.detection.rule.DetectorKind;
import dev.backslide.detector.Detector;
import dev.backslide.detector.DetectorSettings;
import dev.backslide.schemas.TopicCatalogue;
import dev.backslide.schemas.TopicSettings;
import org.apache.kafka.streams.KafkaStreams;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/** Throughput of the detector beside a pass-through and a DSL count on the same input. Not thread-safe. */
final class DetectorBench {

    private static final Duration CLOSE = Duration.ofSeconds(10);
    private static final TopicSettings INPUT = TopicSettings.DEFAULT.withPrefix("throughput");

    private final Cluster cluster;
    private final Path folder;
    private final Workload workload;
    private int run;

    DetectorBench(Cluster cluster, Path folder, Workload workload) {
        this.cluster = cluster;
        this.folder = folder;
        this.workload = workload;
    }

    void run(int rounds, Figures figures) throws ExecutionException, InterruptedException {
        TopicCatalogue topics = cluster.catalogue(INPUT);
        cluster.fill(topics.metrics(), workload);
        for (int round = 0; round < rounds; round++) {
            double passThrough = reference("pass-through", topics, true);
            double detector = detector(DetectorKind.ADAPTIVE);
            double previous = detector(DetectorKind.PREVIOUS);
            double count = reference("count", topics, false);
            figures.add("detector, events/s", detector, "pass-through topology", passThrough, 0.5);
            figures.add("detector, previous rule, events/s", previous, "pass-through topology", passThrough, 0.5);
            figures.add("detector, events/s", detector, "DSL count() in RocksDB", count, Double.NaN);
        }
    }

    private double reference(String name, TopicCatalogue topics, boolean stateless)
            throws ExecutionException, InterruptedException {
        String application = name + "-" + run++;
        String output = application + "-output";
        cluster.createTopic(output, topics.metrics().partitions());
        KafkaStreams streams = References.start(
                application,
                stateless
                        ? References.passThrough(topics.metrics(), output)
                        : References.count(topics.metrics(), output),
                cluster,
                folder.resolve(application));
        try {
            return Throughput.measure(cluster, application, topics.metrics().name(), workload.events());
        } finally {
            streams.close(CLOSE);
        }
    }

    private double detector(DetectorKind kind) throws InterruptedException {
        // A fresh group and fresh stores for each round, on the same input.
        String application = "detector-" + run++;
        DetectorSettings settings = DetectorSettings.of(cluster.bootstrapServers(), INPUT, folder.resolve(application))
                .withClientOverrides(Map.of("application.id", application));
        DetectorSettings judged =
                settings.withPolicy(settings.policies().everything().withDetector(kind));
        try (Detector detector = Detector.start(judged)) {
            double rate = Throughput.measure(cluster, application, INPUT.prefix() + ".metrics", workload.events());
            if (detector.health().stopped()) {
                throw new IllegalStateException(detector.health().cause());
            }
            return rate;
        }
    }
}
