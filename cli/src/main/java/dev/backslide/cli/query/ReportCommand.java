package dev.backslide.cli.query;

import dev.backslide.cli.context.BackslideCommand;
import dev.backslide.cli.context.CliContext;
import dev.backslide.cli.context.ExitCode;
import dev.backslide.cli.output.ReportFormat;
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

/** {@code backslide report}: writes the report as Markdown, as a page with plots, or both. Not thread-safe. */
@Command(
        name = "report",
        header = "Write the performance report: Markdown, and a page with a plot of each metric.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:written", "1:the folder cannot be written, or no sink answers"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  backslide report",
            "  backslide report --format html --out build/reports",
            "  backslide report --local performance_history"
        })
public final class ReportCommand implements Callable<Integer> {

    private final BackslideCommand root;

    @Option(names = "--out", paramLabel = "DIR", description = "Folder to write to; default: performance_reports.")
    private @Nullable String out;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "both",
            description = "md, html or both; default: ${DEFAULT-VALUE}.")
    private ReportFormat format = ReportFormat.BOTH;

    @Mixin
    private StoreOptions place = new StoreOptions();

    public ReportCommand(BackslideCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        CliContext context = root.context();
        Configuration configuration = root.configuration(new Flag(Setting.REPORTS_DIR, "--out", out));
        Path folder = context.resolve(Path.of(configuration.get(Setting.REPORTS_DIR)));
        TrackerStore store = place.store(root);
        if (format != ReportFormat.HTML) {
            context.out().println("report written to " + context.show(store.write(TrackerFile.REPORT, folder)));
        }
        if (format != ReportFormat.MD) {
            context.out().println("page written to " + context.show(store.write(TrackerFile.PAGE, folder)));
        }
        return ExitCode.OK;
    }
}
