package dev.backslide.cli.option;

import dev.backslide.cli.context.CliContext;
import dev.backslide.core.AlertAction;
import dev.backslide.core.store.AlertActionRequest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import java.util.Map;

/** Who changes something, and why, for commands that do. Not thread-safe. */
public final class ActionOptions {

    @Option(names = "--by", paramLabel = "NAME", description = "The person who does this; default: your user name.")
    private @Nullable String by;

    @Option(names = "--reason", paramLabel = "TEXT", description = "The reason, shown in the history of the alert.")
    private @Nullable String reason;

    /** What these people want done. */
    public AlertActionRequest handling(CliContext context, AlertAction action) {
        return new AlertActionRequest(
                action, by == null ? userName(context) : by, reason == null ? "" : reason, null, null);
    }

    private static String userName(CliContext context) {
        Map<String, String> variables = context.variables();
        String name = variables.getOrDefault("USER", variables.getOrDefault("USERNAME", ""));
        return name.isBlank() ? System.getProperty("user.name", "unknown") : name;
    }
}
