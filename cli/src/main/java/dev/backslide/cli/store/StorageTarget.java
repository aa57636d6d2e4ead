package dev.backslide.cli.store;

import dev.backslide.cli.context.BackslideCommand;
import dev.backslide.cli.context.CommandFailure;
import dev.backslide.cli.option.ClusterOptions;
import dev.backslide.cli.option.FolderOption;
import dev.backslide.cli.option.SinkOptions;
import dev.backslide.cluster.Cluster;
import dev.backslide.configuration.Configuration;
import dev.backslide.configuration.Setting;
import dev.backslide.sdk.PublisherSettings;
import dev.backslide.sdk.internal.pipeline.PipelineStore;
import picocli.CommandLine.Mixin;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Which store a command is about: a local tracker's folder, or a running pipeline's. Not thread-safe. */
final class StorageTarget {

    private static final Duration DELIVERY_TIMEOUT = Duration.ofSeconds(30);

    @Mixin
    private FolderOption folder = new FolderOption();

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Mixin
    private SinkOptions sink = new SinkOptions();

    /** The folder; empty: the pipeline is meant. */
    Optional<Path> folder(BackslideCommand root) {
        Configuration configuration = root.configuration(cluster.flags(sink.flag()));
        return folder.path(root.context(), configuration, cluster.flag(), sink.flag());
    }

    /** The pipeline of the configuration; nobody is asked yet. */
    PipelineStore pipeline(BackslideCommand root) {
        Configuration configuration = root.configuration(cluster.flags(sink.flag()));
        PublisherSettings settings = PublisherSettings.builder(configuration.get(Setting.BOOTSTRAP_SERVERS))
                .topics(configuration.topics())
                .dimensions(configuration.get(Setting.DIMENSIONS))
                .clientOverrides(configuration.kafkaClient())
                .deliveryTimeout(DELIVERY_TIMEOUT)
                .closeTimeout(DELIVERY_TIMEOUT)
                .closeOnExit(false)
                .build();
        return new PipelineStore(settings, URI.create(configuration.get(Setting.SINK_URL)));
    }

    /** @throws CommandFailure where there is no broker, or it has no topic for measurements */
    void requireBroker(BackslideCommand root) {
        Cluster.connect(root.configuration(cluster.flags())).close();
    }
}
