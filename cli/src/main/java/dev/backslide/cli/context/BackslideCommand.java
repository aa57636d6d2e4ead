package dev.backslide.cli.context;

import dev.backslide.configuration.Configuration;
import dev.backslide.configuration.Configuration.Flag;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/** The root of the command tree: what all commands share. Not thread-safe. */
@Command(
        name = "backslide",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Version.class,
        sortOptions = false,
        usageHelpAutoWidth = true,
        synopsisSubcommandLabel = "COMMAND",
        optionListHeading = "%nOptions:%n",
        parameterListHeading = "%nParameters:%n",
        commandListHeading = "%nCommands:%n",
        exitCodeOnInvalidInput = ExitCode.FAILED,
        exitCodeOnExecutionException = ExitCode.FAILED)
public final class BackslideCommand implements Callable<Integer> {

    /** Shows stack traces, as {@code --debug} does. */
    private static final String DEBUG_VARIABLE = Configuration.VARIABLE_PREFIX + "DEBUG";

    private final CliContext context;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description =
                    "Configuration file; default: " + Configuration.FILE_NAME + " in this folder, if there is one.")
    private @Nullable Path configFile;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show the stack trace of a failure.")
    private boolean debug;

    public BackslideCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "a command is missing; start with 'backslide demo'");
        }
        return ExitCode.FAILED;
    }

    public CliContext context() {
        return context;
    }

    /** What is in force, these flags included. */
    public Configuration configuration(Flag... flags) {
        return Configuration.builder()
                .variables(context.variables())
                .workingDir(context.workingDir())
                .file(configFile)
                .flags(List.of(flags))
                .build();
    }

    /** Whether failures show their stack trace. */
    public boolean isDebug() {
        String variable = context.variables().get(DEBUG_VARIABLE);
        return debug || (variable != null && !variable.isBlank() && !variable.equals("0"));
    }
}
