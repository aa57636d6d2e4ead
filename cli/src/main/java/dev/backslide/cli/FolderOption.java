package dev.backslide.cli;

import dev.backslide.configuration.Configuration;
import dev.backslide.configuration.Configuration.Flag;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The folder of a local tracker, for commands that are about a running pipeline as well. Not thread-safe. */
final class FolderOption {

    static final String NAME = "--local";

    @Option(
            names = NAME,
            paramLabel = "DIR",
            description =
                    "The folder of a local tracker; default: the running pipeline, or storage_dir where the setting"
                            + " tracker is local.")
    private @Nullable Path folder;

    /**
     * The folder that the command names, or that of the tracker where whoever has set it said local; but a pipeline that the
     * command names is meant. Empty: the pipeline.
     *
     * @param pipeline what names one
     */
    Optional<Path> path(Surroundings surroundings, Configuration configuration, Flag... pipeline) {
        if (folder != null) {
            return Optional.of(surroundings.resolve(folder));
        }
        boolean named = Stream.of(pipeline).anyMatch(flag -> flag.text() != null);
        return named || !LocalTracking.isSaid(configuration)
                ? Optional.empty()
                : Optional.of(LocalTracking.folder(surroundings, configuration));
    }
}
