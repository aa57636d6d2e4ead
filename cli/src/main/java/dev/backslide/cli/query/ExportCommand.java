package dev.backslide.cli.query;

import dev.backslide.cli.context.BackslideCommand;
import dev.backslide.cli.context.CliContext;
import dev.backslide.cli.context.ExitCode;
import dev.backslide.cli.store.StoreOptions;
import dev.backslide.configuration.Configuration;
import dev.backslide.configuration.Configuration.Flag;
import dev.backslide.configuration.Setting;
import dev.backslide.sdk.internal.storage.TrackerStore;
import dev.backslide.sdk.tracker.TrackerFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.concurrent.Callable;

/** {@code backslide export}: writes everything that is stored to files. Not thread-safe. */
@Command(
        name = "export",
        header = "Write all measurements and alerts to files: CSV and JSON.",
        description = {
            "%nWrites performance_metrics.csv, metrics_history.json and regression_alerts.json. The CSV can be replayed."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:written", "1:the folder cannot be written, or no sink answers"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  backslide export",
            "  backslide export --out performance_exports",
            "  backslide export --local performance_history --out performance_exports"
        })
public final class ExportCommand implements Callable<Integer> {

    private final BackslideCommand root;

    @Option(names = "--out", paramLabel = "DIR", description = "Folder to write to; default: performance_history.")
    private @Nullable String out;

    @Mixin
    private StoreOptions place = new StoreOptions();

    public ExportCommand(BackslideCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        CliContext context = root.context();
        Configuration configuration = root.configuration(new Flag(Setting.STORAGE_DIR, "--out", out));
        Path folder = context.resolve(Path.of(configuration.get(Setting.STORAGE_DIR)));
        TrackerStore store = place.store(root);
        context.out().println("measurements written to " + context.show(store.write(TrackerFile.CSV, folder)));
        context.out().println("history written to " + context.show(store.write(TrackerFile.HISTORY, folder)));
        context.out().println("alerts written to " + context.show(store.write(TrackerFile.ALERTS, folder)));
        return ExitCode.OK;
    }
}
