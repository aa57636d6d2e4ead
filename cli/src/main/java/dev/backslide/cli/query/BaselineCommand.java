package dev.backslide.cli.query;

import dev.backslide.cli.context.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.util.concurrent.Callable;

/** {@code backslide baseline}: pins a value that reports and alerts measure the distance from. Not thread-safe. */
@Command(
        name = "baseline",
        header = "Pin a value; reports and alerts show the distance from it.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"those of the subcommand:see 'backslide baseline set --help'"},
        footerHeading = "%nExamples:%n",
        footer = {"  backslide baseline set shop:checkout", "  backslide baseline clear shop:checkout"})
public final class BaselineCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "set, clear or list is missing");
        }
        return ExitCode.FAILED;
    }
}
