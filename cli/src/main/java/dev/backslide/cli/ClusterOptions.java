package dev.backslide.cli;

import dev.backslide.configuration.Configuration.Flag;
import dev.backslide.configuration.Setting;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the cluster is, for commands that publish. Not thread-safe. */
final class ClusterOptions {

    private static final String NAME = "--bootstrap-servers";

    @Option(
            names = NAME,
            paramLabel = "HOST:PORT",
            description = "The Kafka cluster; default: 127.0.0.1:9092, where 'backslide up' listens.")
    private @Nullable String bootstrapServers;

    Flag flag() {
        return new Flag(Setting.BOOTSTRAP_SERVERS, NAME, bootstrapServers);
    }
}
