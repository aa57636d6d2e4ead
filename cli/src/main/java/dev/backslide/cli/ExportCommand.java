package dev.backslide.cli;

import dev.backslide.configuration.Configuration;
import dev.backslide.configuration.Configuration.Flag;
import dev.backslide.configuration.Setting;
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
            "%nWrites " + Exports.METRICS_CSV + ", " + Exports.HISTORY_JSON + " and " + Exports.ALERTS_JSON
                    + ". The CSV can be replayed."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:written", "1:the folder cannot be written, or no sink answers"},
        footerHeading = "%nExamples:%n",
        footer = {"  backslide export", "  backslide export --out performance_exports"})
final class ExportCommand implements Callable<Integer> {

    private final BackslideCommand root;

    @Option(names = "--out", paramLabel = "DIR", description = "Folder to write to; default: performance_history.")
    private @Nullable String out;

    @Mixin
    private SinkOptions sink = new SinkOptions();

    ExportCommand(BackslideCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        Surroundings surroundings = root.surroundings();
        Configuration configuration = root.configuration(sink.flag(), new Flag(Setting.STORAGE_DIR, "--out", out));
        Path folder = surroundings.resolve(Path.of(configuration.get(Setting.STORAGE_DIR)));
        Exports exports = new Exports(new SinkClient(configuration.get(Setting.SINK_URL)), folder);
        surroundings.out().println("measurements written to " + surroundings.show(exports.csv()));
        surroundings.out().println("history written to " + surroundings.show(exports.history()));
        surroundings.out().println("alerts written to " + surroundings.show(exports.alerts()));
        return ExitCode.OK;
    }
}
