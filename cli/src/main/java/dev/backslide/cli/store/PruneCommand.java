package dev.backslide.cli.store;

import dev.backslide.cli.context.BackslideCommand;
import dev.backslide.cli.context.CliContext;
import dev.backslide.cli.context.CommandFailure;
import dev.backslide.cli.context.ExitCode;
import dev.backslide.cli.option.DurationText;
import dev.backslide.core.text.Counted;
import dev.backslide.sdk.internal.local.LocalFolder;
import dev.backslide.sdk.tracker.Retention;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code backslide prune}: drops old measurements. Not thread-safe. */
@Command(
        name = "prune",
        header = "Drop old measurements by number or by age. Alerts are never dropped.",
        description = {
            "%nA measurement stays if it meets every given condition. With --dry-run, measurements are "
                    + "counted, not dropped."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:no condition was given, or the store cannot be changed"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  backslide prune --keep 1000 --dry-run",
            "  backslide prune --older-than 365d",
            "  backslide prune --keep 1000 --local performance_history"
        })
public final class PruneCommand implements Callable<Integer> {

    private final BackslideCommand root;

    @Option(names = "--keep", paramLabel = "N", description = "Keep the N newest measurements of each series.")
    private @Nullable Integer keep;

    @Option(
            names = "--older-than",
            paramLabel = "DURATION",
            converter = DurationText.class,
            description = "Drop measurements that are older than this, e.g. 365d.")
    private @Nullable Duration olderThan;

    @Option(names = "--dry-run", description = "Print how many would be dropped, and drop none.")
    private boolean dryRun;

    @Mixin
    private StorageTarget place = new StorageTarget();

    public PruneCommand(BackslideCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        if (keep == null && olderThan == null) {
            throw new CommandFailure(
                    "no condition was given; give --keep N or --older-than DURATION, and --dry-run to look first");
        }
        if (keep != null && keep < 1) {
            throw new CommandFailure("--keep was " + keep + " but it must be at least 1; correct it");
        }
        CliContext context = root.context();
        Retention retention = new Retention(
                keep, olderThan == null ? null : context.clock().instant().minus(olderThan));
        Optional<Path> folder = place.folder(root);
        long dropped = folder.isPresent()
                ? LocalFolder.open(folder.get()).prune(retention, dryRun)
                : place.pipeline(root).prune(retention, dryRun);
        context.out()
                .println(Counted.of(dropped, "measurement")
                        + (dryRun ? " would be dropped; alerts would stay" : " dropped; alerts stay"));
        return ExitCode.OK;
    }
}
