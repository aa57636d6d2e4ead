package dev.backslide.cli;

import dev.backslide.core.AlertAction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import java.util.Map;

/** Who changes something, and why, for commands that do. Not thread-safe. */
final class ActionOptions {

    @Option(names = "--by", paramLabel = "NAME", description = "Who wants it; default: your user name.")
    private @Nullable String by;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for whoever looks later.")
    private @Nullable String reason;

    /** What these people want done. */
    Handling handling(Surroundings surroundings, AlertAction action) {
        return new Handling(action, by == null ? userName(surroundings) : by, reason == null ? "" : reason, null, null);
    }

    private static String userName(Surroundings surroundings) {
        Map<String, String> variables = surroundings.variables();
        String name = variables.getOrDefault("USER", variables.getOrDefault("USERNAME", ""));
        return name.isBlank() ? System.getProperty("user.name", "unknown") : name;
    }
}
