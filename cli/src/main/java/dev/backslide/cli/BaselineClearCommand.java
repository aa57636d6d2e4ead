package dev.backslide.cli;

import dev.backslide.configuration.Setting;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.util.concurrent.Callable;

/** {@code backslide baseline clear}: unpins the baseline of a series. Not thread-safe. */
@Command(
        name = "clear",
        header = "Unpin the baseline of a series.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:unpinned", "1:no such series (the nearest are named), or nothing did it within 15 s"},
        footerHeading = "%nExample:%n",
        footer = {"  backslide baseline clear shop:checkout"})
final class BaselineClearCommand implements Callable<Integer> {

    private final BackslideCommand root;

    @Parameters(paramLabel = "KEY", description = "The series: model_name:name.")
    private String key = "";

    @Mixin
    private ActionOptions options = new ActionOptions();

    @Mixin
    private SinkOptions sink = new SinkOptions();

    BaselineClearCommand(BackslideCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        Surroundings surroundings = root.surroundings();
        SinkClient client = new SinkClient(root.configuration(sink.flag()).get(Setting.SINK_URL));
        AlertAction.requireApplied(client.change(
                "DELETE",
                "/api/v1/baselines",
                options.query(),
                options.body(surroundings).put("key", key)));
        surroundings.out().println("no baseline is pinned for " + TextTable.printable(key));
        return ExitCode.OK;
    }
}
