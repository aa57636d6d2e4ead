package dev.backslide.e2e;

import dev.backslide.core.detection.rule.Policies;
import dev.backslide.detector.Detector;
import dev.backslide.detector.DetectorSettings;
import dev.backslide.schemas.TopicSettings;
import dev.backslide.sdk.PublisherSettings;
import dev.backslide.sink.Sink;
import dev.backslide.sink.settings.SinkSettings;
import dev.backslide.testkit.TestBroker;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

/** A detector and a sink on topics of their own. Thread-safe. */
final class Pipeline implements AutoCloseable {

    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

    private final String bootstrapServers;
    private final TopicSettings topics;
    private final Detector detector;
    private final Sink sink;

    private Pipeline(String bootstrapServers, TopicSettings topics, Detector detector, Sink sink) {
        this.bootstrapServers = bootstrapServers;
        this.topics = topics;
        this.detector = detector;
        this.sink = sink;
    }

    /** Returns once it works. */
    static Pipeline start(TestBroker broker, Path folder) {
        TopicSettings topics = TopicSettings.DEFAULT.withPrefix(broker.uniquePrefix());
        Detector detector =
                Detector.start(DetectorSettings.of(broker.bootstrapServers(), topics, folder.resolve("streams"))
                        .withPolicies(Policies.DEFAULT));
        try {
            assertThat(detector.awaitRunning(START_TIMEOUT)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        Sink sink = Sink.start(SinkSettings.of(broker.bootstrapServers(), topics, folder.resolve("store")));
        return new Pipeline(broker.bootstrapServers(), topics, detector, sink);
    }

    PublisherSettings publisher() {
        return PublisherSettings.builder(bootstrapServers)
                .topics(topics)
                .closeOnExit(false)
                .build();
    }

    TopicSettings topics() {
        return topics;
    }

    String bootstrapServers() {
        return bootstrapServers;
    }

    URI sinkUrl() {
        return URI.create("http://127.0.0.1:" + sink.httpPort());
    }

    @Override
    public void close() {
        sink.close();
        detector.close();
    }
}
