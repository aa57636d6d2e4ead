package dev.backslide.cli;

import dev.backslide.configuration.Nearest;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Says what is wrong with a command line, and what was probably meant. Stateless. */
final class UsageProblem {

    private UsageProblem() {}

    /** One sentence. A mistyped option is named rather than what is missing because of it. */
    static String describe(ParameterException e, List<String> args) {
        Set<String> options = e.getCommandLine().getCommandSpec().optionsMap().keySet();
        Optional<String> mistyped = args.stream()
                .takeWhile(arg -> !arg.equals("--"))
                .filter(arg -> arg.startsWith("--"))
                .map(arg -> arg.replaceFirst("=.*", ""))
                .filter(arg -> !options.contains(arg))
                .findFirst();
        if (mistyped.isPresent()) {
            return "unknown option '" + mistyped.get() + "'" + meant(Nearest.to(mistyped.get(), options));
        }
        if (e instanceof UnmatchedArgumentException unmatched) {
            String argument = unmatched.getUnmatched().get(0);
            Set<String> commands = e.getCommandLine().getSubcommands().keySet();
            return (commands.isEmpty() ? "unexpected argument '" : "unknown command '") + argument + "'"
                    + meant(Nearest.to(argument, commands));
        }
        String message = String.valueOf(e.getMessage());
        return message.lines().findFirst().orElse(message);
    }

    private static String meant(Optional<String> nearest) {
        return nearest.map(name -> "; did you mean '" + name + "'?").orElse("");
    }
}
