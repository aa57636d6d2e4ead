package dev.backslide.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backslide.cli.context.BackslideCommand;
import dev.backslide.cli.context.ExitCode;
import dev.backslide.cli.output.Json;
import dev.backslide.configuration.Configuration;
import dev.backslide.configuration.Configuration.Value;
import dev.backslide.configuration.SectionEntry;
import dev.backslide.configuration.Setting;
import dev.backslide.core.report.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;

/** {@code backslide config}: every setting, its value and where it came from. Not thread-safe. */
@Command(
        name = "config",
        header = "Show every setting, its value and its source.",
        description = {
            "%nA flag wins over an environment variable, which wins over the configuration file, which wins "
                    + "over the default.",
            "The command lists all problems at once."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the configuration is valid", "1:it is invalid; the problems are on standard error"},
        footerHeading = "%nExamples:%n",
        footer = {"  backslide config", "  BACKSLIDE_REGRESSION_THRESHOLD=10 backslide config --json"})
final class ConfigCommand implements Callable<Integer> {

    private final BackslideCommand root;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    ConfigCommand(BackslideCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        Configuration configuration = root.configuration();
        if (json) {
            root.context().out().println(Json.pretty(toJson(configuration)));
        } else {
            print(configuration);
        }
        return ExitCode.OK;
    }

    private void print(Configuration configuration) {
        PrintWriter out = root.context().out();
        TextTable table = new TextTable("SETTING", "VALUE", "?FROM", "?ENVIRONMENT VARIABLE", "_WHAT IT IS");
        for (Setting<?> setting : Setting.ALL) {
            Value value = configuration.valueOf(setting);
            table.row(setting.id(), configuration.shown(setting), origin(value), setting.variable(), setting.doc());
        }
        for (SectionEntry entry : configuration.entries()) {
            Value value = new Value(entry.text(), entry.origin(), entry.place());
            table.row(
                    name(entry),
                    value.text(),
                    origin(value),
                    "",
                    entry.section().doc());
        }
        configuration
                .shownKafkaClient()
                .forEach((name, text) ->
                        table.row("kafka." + name, text, "file", "", "Kafka's own, passed to every client"));
        table.lines(root.context().width()).forEach(out::println);
        Path file = configuration.file();
        out.println();
        out.println(
                file == null
                        ? "No configuration file; a " + Configuration.FILE_NAME + " in this folder would be read."
                        : "Configuration file: " + root.context().show(file));
    }

    /** As it stands in the file, and what it matches where that is another text. */
    private static String name(SectionEntry entry) {
        String name = "[" + entry.section().label() + "] " + entry.key();
        return entry.pattern().equals(entry.key()) ? name : name + " (" + entry.pattern() + ")";
    }

    private static String origin(Value value) {
        String name = value.origin().name().toLowerCase(Locale.ROOT);
        return value.place().isEmpty() ? name : name + " " + value.place();
    }

    private static ObjectNode toJson(Configuration configuration) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        Path file = configuration.file();
        root.put("file", file == null ? null : file.toString());
        ArrayNode settings = root.putArray("settings");
        for (Setting<?> setting : Setting.ALL) {
            Value value = configuration.valueOf(setting);
            settings.addObject()
                    .put("section", setting.section())
                    .put("key", setting.key())
                    .put("value", configuration.shown(setting))
                    .put("default", setting.defaultText())
                    .put("origin", value.origin().name().toLowerCase(Locale.ROOT))
                    .put("place", value.place())
                    .put("environment_variable", setting.variable())
                    .put("system_property", setting.property())
                    .put("must_be", setting.format().rule())
                    .put("doc", setting.doc());
        }
        ArrayNode entries = root.putArray("entries");
        for (SectionEntry entry : configuration.entries()) {
            entries.addObject()
                    .put("section", entry.section().label())
                    .put("key", entry.key())
                    .put("matches", entry.pattern())
                    .put("value", entry.text())
                    .put("origin", entry.origin().name().toLowerCase(Locale.ROOT))
                    .put("place", entry.place())
                    .put("must_be", entry.section().format().rule());
        }
        ObjectNode client = root.putObject("kafka_client");
        configuration.shownKafkaClient().forEach(client::put);
        return root;
    }
}
