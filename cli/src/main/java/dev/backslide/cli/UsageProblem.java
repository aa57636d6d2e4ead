package dev.backslide.cli;

import dev.backslide.cli.option.InvalidOptionValue;
import dev.backslide.configuration.Nearest;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
        if (e instanceof MissingParameterException missing) {
            return missing(missing);
        }
        String message = String.valueOf(e.getMessage());
        return broken(e)
                .orElseGet(() -> message.lines().findFirst().orElse(message).replace("option option", "option"));
    }

    private static String missing(MissingParameterException e) {
        List<String> names = e.getMissing().stream().map(UsageProblem::name).toList();
        boolean oneOf = String.valueOf(e.getMessage()).contains("specify one of");
        return String.join(oneOf ? " or " : " and ", names) + (names.size() > 1 && !oneOf ? " are" : " is")
                + " missing";
    }

    private static String name(ArgSpec arg) {
        return arg instanceof OptionSpec option ? option.longestName() + " " + arg.paramLabel() : arg.paramLabel();
    }

    /** A value that does not have its option's type, in the words that settings are refused with. */
    private static Optional<String> broken(ParameterException e) {
        ArgSpec arg = e.getArgSpec();
        if (arg == null || e.getValue() == null) {
            return Optional.empty();
        }
        String name = arg instanceof OptionSpec option ? option.longestName() : arg.paramLabel();
        Optional<String> broken =
                e.getCause() instanceof InvalidOptionValue value ? Optional.of(value.rule()) : rule(arg.type());
        return broken.map(rule -> name + " was '" + e.getValue() + "' but it must be " + rule);
    }

    private static Optional<String> rule(Class<?> type) {
        if (type.isEnum()) {
            return Optional.of(Arrays.stream(type.getEnumConstants())
                    .map(constant -> String.valueOf(constant).toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", ", "one of ", "")));
        }
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return Optional.of("a whole number");
        }
        return type == double.class || type == Double.class ? Optional.of("a number, e.g. 12.5") : Optional.empty();
    }

    private static String meant(Optional<String> nearest) {
        return nearest.map(name -> "; did you mean '" + name + "'?").orElse("");
    }
}
