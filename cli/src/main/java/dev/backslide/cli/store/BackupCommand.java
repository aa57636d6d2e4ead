package dev.backslide.cli.store;

import dev.backslide.cli.context.BackslideCommand;
import dev.backslide.cli.context.CliContext;
import dev.backslide.cli.context.ExitCode;
import dev.backslide.core.text.Counted;
import dev.backslide.sdk.internal.local.LocalFolder;
import dev.backslide.sdk.internal.storage.ArchiveManifest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code backslide backup}: writes everything into one archive. Not thread-safe. */
@Command(
        name = "backup",
        header = "Write all measurements, alerts and commands of people into one archive.",
        description = {
            "%nThe archive is a zip file of JSON lines with a checksum for each part. You can make it while "
                    + "measurements are recorded, and restore it into a pipeline or a folder, no matter which of them "
                    + "it came from."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:written", "1:the file exists already or cannot be written, or no sink or broker answers"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  backslide backup backslide-2026-01-31.zip",
            "  backslide backup history.zip --local performance_history"
        })
public final class BackupCommand implements Callable<Integer> {

    private final BackslideCommand root;

    @Parameters(paramLabel = "FILE", description = "The archive; it must not exist yet.")
    private Path file = Path.of("");

    @Mixin
    private StorageTarget place = new StorageTarget();

    public BackupCommand(BackslideCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        CliContext context = root.context();
        Path target = context.resolve(file);
        Instant now = context.clock().instant();
        Optional<Path> folder = place.folder(root);
        ArchiveManifest manifest =
                folder.isPresent() ? LocalFolder.open(folder.get()).backup(target, now) : backUpPipeline(target, now);
        context.out()
                .println(Counted.of(manifest.measurements(), "measurement") + ", "
                        + Counted.of(manifest.transitions(), "change of an alert", "changes of alerts") + " and "
                        + Counted.of(manifest.commands(), "command") + " written to " + context.show(target));
        return ExitCode.OK;
    }

    private ArchiveManifest backUpPipeline(Path target, Instant now) {
        place.requireBroker(root);
        return place.pipeline(root).backup(target, now);
    }
}
