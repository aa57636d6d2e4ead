package dev.backslide.cli.option;

import dev.backslide.configuration.Configuration;
import dev.backslide.configuration.Configuration.Flag;
import dev.backslide.configuration.Setting;
import dev.backslide.sdk.internal.pipeline.SinkClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the sink answers, for commands that ask it. Not thread-safe. */
public final class SinkOptions {

    static final String NAME = "--sink-url";

    private static final String NEXT_STEP = "start one with './backslide up', or name another with " + NAME;

    @Option(
            names = NAME,
            paramLabel = "URL",
            description = "The sink's HTTP API, e.g. http://127.0.0.1:8642, where 'backslide up' listens.")
    private @Nullable String url;

    public Flag flag() {
        return new Flag(Setting.SINK_URL, NAME, url);
    }

    /** The sink of a configuration. */
    public static SinkClient client(Configuration configuration) {
        return new SinkClient(configuration.get(Setting.SINK_URL), NEXT_STEP);
    }

    /** The same, where a folder of a local tracker could be asked with an option instead. */
    public static SinkClient client(Configuration configuration, String folderOption) {
        return new SinkClient(
                configuration.get(Setting.SINK_URL),
                "ask the local tracker's files with " + folderOption + ", " + NEXT_STEP);
    }
}
