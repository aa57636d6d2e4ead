package dev.backslide.cli.option;

import dev.backslide.cluster.Cluster;
import dev.backslide.configuration.Configuration.Flag;
import dev.backslide.configuration.Setting;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import java.util.stream.Stream;

/** Where the cluster is, for commands that publish. Not thread-safe. */
public final class ClusterOptions {

    public static final String NAME = "--bootstrap-servers";

    @Option(
            names = NAME,
            paramLabel = "HOST:PORT",
            description = "The Kafka cluster, e.g. 127.0.0.1:9092, where 'backslide up' listens.")
    private @Nullable String bootstrapServers;

    @Option(
            names = Cluster.TIMEOUT_OPTION,
            paramLabel = "DURATION",
            description = "How long to wait for a busy broker; default: the setting broker_timeout, which is 30s.")
    private @Nullable String brokerTimeout;

    /** The cluster that the command line names. */
    public Flag flag() {
        return new Flag(Setting.BOOTSTRAP_SERVERS, NAME, bootstrapServers);
    }

    /** All settings among the options, and further ones. */
    public Flag[] flags(Flag... more) {
        return Stream.concat(
                        Stream.of(flag(), new Flag(Setting.BROKER_TIMEOUT, Cluster.TIMEOUT_OPTION, brokerTimeout)),
                        Stream.of(more))
                .toArray(Flag[]::new);
    }
}
