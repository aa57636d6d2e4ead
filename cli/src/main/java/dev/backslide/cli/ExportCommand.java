package dev.backslide.cli;

import dev.backslide.configuration.Configuration;
import dev.backslide.configuration.Configuration.Flag;
import dev.backslide.configuration.Setting;
import dev.backslide.sdk.TrackerFile;
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
final class ExportCommand implements Callable<Integer> {

    private final BackslideCommand root;

    @Option(names = "--out", paramLabel = "DIR", description = "Folder to write to; default: performance_history.")
    private @Nullable String out;

    @Mixin
    private AskedPlace place = new AskedPlace();

    ExportCommand(BackslideCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        Surroundings surroundings = root.surroundings();
        Configuration configuration = root.configuration(new Flag(Setting.STORAGE_DIR, "--out", out));
        Path folder = surroundings.resolve(Path.of(configuration.get(Setting.STORAGE_DIR)));
        AskedStore store = place.store(root);
        surroundings
                .out()
                .println("measurements written to " + surroundings.show(store.write(TrackerFile.CSV, folder)));
        surroundings.out().println("history written to " + surroundings.show(store.write(TrackerFile.HISTORY, folder)));
        surroundings.out().println("alerts written to " + surroundings.show(store.write(TrackerFile.ALERTS, folder)));
        return ExitCode.OK;
    }
}
