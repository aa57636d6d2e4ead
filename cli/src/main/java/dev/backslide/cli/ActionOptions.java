package dev.backslide.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import java.util.Map;

/** Who changes something, and why, for commands that do. Not thread-safe. */
final class ActionOptions {

    /** How long a command waits to see what it did. */
    private static final Map<String, String> WAIT = Map.of("wait", "15");

    @Option(names = "--by", paramLabel = "NAME", description = "Who wants it; default: your user name.")
    private @Nullable String by;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for whoever looks later.")
    private @Nullable String reason;

    /** The fields that every such request has. */
    ObjectNode body(Surroundings surroundings) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("by", by == null ? userName(surroundings) : by);
        if (reason != null) {
            body.put("reason", reason);
        }
        return body;
    }

    /** Asks for the answer to wait until the change shows. */
    Map<String, String> query() {
        return WAIT;
    }

    private static String userName(Surroundings surroundings) {
        Map<String, String> variables = surroundings.variables();
        String name = variables.getOrDefault("USER", variables.getOrDefault("USERNAME", ""));
        return name.isBlank() ? System.getProperty("user.name", "unknown") : name;
    }
}
