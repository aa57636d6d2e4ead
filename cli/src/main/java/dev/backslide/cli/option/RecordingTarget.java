package dev.backslide.cli.option;

import dev.backslide.cli.context.BackslideCommand;
import dev.backslide.cli.context.CliContext;
import dev.backslide.configuration.Configuration;
import dev.backslide.configuration.Configuration.Flag;
import dev.backslide.configuration.Setting;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where a command records, as far as the command line says it. Not thread-safe. */
public final class RecordingTarget {

    private static final String STORAGE_DIR = "--storage-dir";

    @Option(
            names = LocalTracking.OPTION,
            description =
                    "Record in files and judge at once, without a broker; default: as the settings say, else files "
                            + "if the folder has measurements, else the running pipeline, else files.")
    private boolean local;

    @Option(
            names = STORAGE_DIR,
            paramLabel = "DIR",
            description = "The folder of the files; default: the setting storage_dir.")
    private @Nullable String storageDir;

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    /** What is in force, these options included. */
    public Configuration configuration(BackslideCommand root) {
        return root.configuration(cluster.flags(new Flag(Setting.STORAGE_DIR, STORAGE_DIR, storageDir)));
    }

    /** What is meant. */
    public StoreLocation of(CliContext context, Configuration configuration) {
        return StoreLocation.of(
                context,
                configuration,
                local || storageDir != null,
                cluster.flag().text() != null);
    }
}
