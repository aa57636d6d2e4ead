package dev.backslide.cli.option;

import dev.backslide.configuration.Configuration.Flag;
import dev.backslide.configuration.Setting;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the sink answers, for commands that ask it. Not thread-safe. */
public final class SinkOptions {

    static final String NAME = "--sink-url";

    @Option(
            names = NAME,
            paramLabel = "URL",
            description = "The sink's HTTP API, e.g. http://127.0.0.1:8642, where 'backslide up' listens.")
    private @Nullable String url;

    public Flag flag() {
        return new Flag(Setting.SINK_URL, NAME, url);
    }
}
