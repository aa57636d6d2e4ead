package dev.backslide.cli.option;

import dev.backslide.cli.context.CliContext;
import dev.backslide.cli.context.CommandFailure;
import dev.backslide.configuration.Configuration;
import dev.backslide.configuration.Configuration.Flag;
import dev.backslide.configuration.Setting;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The folder of a local tracker, for commands that are about a running pipeline as well. Not thread-safe. */
public final class FolderOption {

    @Option(
            names = LocalTracking.OPTION,
            paramLabel = "DIR",
            description = "The folder of a local tracker; default: as the settings say, else storage_dir if it has "
                    + "measurements, else the running pipeline.")
    private @Nullable Path folder;

    /**
     * The folder that is meant; empty: the pipeline.
     *
     * @param pipeline what names one
     * @throws CommandFailure where neither is there
     */
    public Optional<Path> path(CliContext context, Configuration configuration, Flag... pipeline) {
        if (folder != null) {
            return Optional.of(context.resolve(folder));
        }
        boolean named = Stream.of(pipeline).anyMatch(flag -> flag.text() != null);
        StoreLocation place = StoreLocation.of(context, configuration, false, named);
        Path storage = LocalTracking.folder(context, configuration);
        if (place.kind() == StoreLocation.Kind.NONE) {
            throw new CommandFailure("nothing was recorded in " + context.show(storage) + " and no sink listens at "
                    + configuration.get(Setting.SINK_URL)
                    + "; record something, start a pipeline with './backslide up', or name"
                    + " one with " + SinkOptions.NAME);
        }
        place.tell(context, configuration, LocalTracking.OPTION, SinkOptions.NAME);
        return place.isFolder() ? Optional.of(storage) : Optional.empty();
    }
}
