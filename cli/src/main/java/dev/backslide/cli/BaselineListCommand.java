package dev.backslide.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backslide.configuration.Setting;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;

/** {@code backslide baseline list}: the baselines that are pinned. Not thread-safe. */
@Command(
        name = "list",
        header = "List the baselines that are pinned.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:listed, be there any or not", "1:no sink answers"},
        footerHeading = "%nExample:%n",
        footer = {"  backslide baseline list --json"})
final class BaselineListCommand implements Callable<Integer> {

    private static final Map<String, String> ALL = Map.of("limit", "10000");

    private final BackslideCommand root;

    @Option(names = "--json", description = "Print JSON, as the HTTP API has it.")
    private boolean json;

    @Mixin
    private SinkOptions sink = new SinkOptions();

    BaselineListCommand(BackslideCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        SinkClient client = new SinkClient(root.configuration(sink.flag()).get(Setting.SINK_URL));
        JsonNode page = client.json("/api/v1/baselines", ALL);
        PrintWriter out = root.surroundings().out();
        if (json) {
            out.println(Json.pretty(page));
        } else if (page.path("total").asLong() == 0) {
            out.println("no baseline is pinned; './backslide baseline set KEY' pins one");
        } else {
            TextTable table = new TextTable("SERIES", ">BASELINE", "UNIT");
            for (JsonNode baseline : page.path("baselines")) {
                table.row(
                        baseline.path("key").asText(),
                        Numbers.plain(baseline.path("value").asDouble()),
                        baseline.path("unit").asText());
            }
            table.lines().forEach(out::println);
        }
        return ExitCode.OK;
    }
}
