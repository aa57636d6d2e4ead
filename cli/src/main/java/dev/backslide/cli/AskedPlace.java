package dev.backslide.cli;

import dev.backslide.configuration.Configuration;
import dev.backslide.configuration.Setting;
import dev.backslide.sdk.LocalFolder;
import picocli.CommandLine.Mixin;

import java.nio.file.Path;
import java.util.Optional;

/** Which store a command asks: a local tracker's folder, or a running pipeline's. Not thread-safe. */
final class AskedPlace {

    @Mixin
    private FolderOption folder = new FolderOption();

    @Mixin
    private SinkOptions sink = new SinkOptions();

    /** Nobody is asked yet; a folder must be there. */
    AskedStore store(BackslideCommand root) {
        Surroundings surroundings = root.surroundings();
        Configuration configuration = root.configuration(sink.flag());
        Optional<Path> local = folder.path(surroundings, configuration, sink.flag());
        if (local.isPresent()) {
            return new AskedFolder(LocalFolder.open(local.get(), configuration.policies()), surroundings.clock());
        }
        String url = configuration.get(Setting.SINK_URL);
        Path storage = LocalTracking.folder(surroundings, configuration);
        return new AskedSink(
                LocalFolder.isThere(storage)
                        ? new SinkClient(url, FolderOption.NAME + " " + surroundings.show(storage))
                        : new SinkClient(url));
    }
}
