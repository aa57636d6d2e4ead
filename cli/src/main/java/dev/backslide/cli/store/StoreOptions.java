package dev.backslide.cli.store;

import dev.backslide.cli.context.BackslideCommand;
import dev.backslide.cli.context.CliContext;
import dev.backslide.cli.option.FolderOption;
import dev.backslide.cli.option.LocalTracking;
import dev.backslide.cli.option.SinkOptions;
import dev.backslide.configuration.Configuration;
import dev.backslide.sdk.internal.local.LocalAlertStore;
import dev.backslide.sdk.internal.local.LocalFolder;
import dev.backslide.sdk.internal.storage.TrackerStore;
import picocli.CommandLine.Mixin;

import java.nio.file.Path;
import java.util.Optional;

/** Which store a command asks: a local tracker's folder, or a running pipeline's. Not thread-safe. */
public final class StoreOptions {

    @Mixin
    private FolderOption folder = new FolderOption();

    @Mixin
    private SinkOptions sink = new SinkOptions();

    /** Nobody is asked yet; a folder must be there. */
    public TrackerStore store(BackslideCommand root) {
        CliContext context = root.context();
        Configuration configuration = root.configuration(sink.flag());
        Optional<Path> local = folder.path(context, configuration, sink.flag());
        if (local.isPresent()) {
            return new LocalAlertStore(LocalFolder.open(local.get(), configuration.policies()), context.clock());
        }
        Path storage = LocalTracking.folder(context, configuration);
        return new SinkAlertStore(
                LocalFolder.isThere(storage)
                        ? SinkOptions.client(configuration, LocalTracking.OPTION + " " + context.show(storage))
                        : SinkOptions.client(configuration));
    }
}
