package dev.backslide.cli.store;

import dev.backslide.cli.context.BackslideCommand;
import dev.backslide.cli.context.CliContext;
import dev.backslide.cli.context.ExitCode;
import dev.backslide.cli.context.ProgressBar;
import dev.backslide.core.text.Counted;
import dev.backslide.sdk.internal.local.LocalFolder;
import dev.backslide.sdk.internal.storage.Archive;
import dev.backslide.sdk.internal.storage.Restored;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code backslide restore}: brings an archive back. Not thread-safe. */
@Command(
        name = "restore",
        header = "Restore an archive of 'backup' into a running pipeline or a folder.",
        description = {
            "%nThe command verifies the whole archive before it changes anything. Nothing counts twice, so "
                    + "you can run an interrupted restore again. A pipeline judges the measurements again, with the "
                    + "commands of people between them. Under the same policies it raises the same alerts; the "
                    + "command names each difference."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:everything was restored as it was",
            "1:the archive is damaged or newer than this version, no sink or broker answers, or alerts " + "differ"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  backslide restore backslide-2026-01-31.zip",
            "  backslide restore history.zip --local performance_history"
        })
public final class RestoreCommand implements Callable<Integer> {

    private final BackslideCommand root;

    @Parameters(paramLabel = "FILE", description = "An archive of 'backup'.")
    private Path file = Path.of("");

    @Mixin
    private StorageTarget place = new StorageTarget();

    public RestoreCommand(BackslideCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        CliContext context = root.context();
        Path source = context.resolve(file);
        Optional<Path> folder = place.folder(root);
        try (Archive archive = Archive.open(source)) {
            Restored restored = folder.isPresent()
                    ? LocalFolder.openOrMake(folder.get()).restore(archive)
                    : restoreIntoPipeline(archive);
            context.out()
                    .println(Counted.of(restored.measurements(), "measurement")
                            + (folder.isPresent() ? " added, " : " sent, ")
                            + Counted.of(restored.transitions(), "change of an alert", "changes of alerts") + " and "
                            + Counted.of(restored.commands(), "command") + " added that did not exist before");
            restored.differences().forEach(context.err()::println);
            return restored.differences().isEmpty() ? ExitCode.OK : ExitCode.FAILED;
        }
    }

    private Restored restoreIntoPipeline(Archive archive) {
        place.requireBroker(root);
        ProgressBar progress = new ProgressBar(root.context(), "restoring", archive.measurementCount());
        return place.pipeline(root).restore(archive, progress::show);
    }
}
