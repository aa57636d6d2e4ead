package dev.backslide.cli.record;

import dev.backslide.cli.context.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.util.concurrent.Callable;

/** {@code backslide import}: the results of other tools, a subcommand each. Not thread-safe. */
@Command(
        name = "import",
        header = "Record the results of a benchmark tool.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"those of the subcommand:see 'backslide import jmh --help'"},
        footerHeading = "%nExample:%n",
        footer = {"  backslide import jmh results.json --model my_model --wait"})
public final class ImportCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (spec != null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "the tool is missing; supported are " + spec.subcommands().keySet());
        }
        return ExitCode.FAILED;
    }
}
