package dev.backslide.cli.gate;

import dev.backslide.cli.context.BackslideCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;

/** {@code backslide ci}: runs a command and decides by what it measured whether a build may go on. Not thread-safe. */
@Command(
        name = "ci",
        header = "Run a command and fail if one of its measurements is a regression.",
        customSynopsis = "backslide ci [OPTIONS] -- COMMAND [ARGUMENT...]",
        description = {
            "%nEvery tracker inside the command records into this run, './backslide record' too. When the "
                    + "command has ended and all verdicts are there, the gate prints a table and writes the reports. "
                    + "A gate that measured nothing does not pass. A metric without a history passes, with a note."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing is worse than allowed",
            "1:wrong usage or configuration, a service is unreachable, or the command itself failed",
            "2:a regression, even if the command failed as well",
            "4:inconclusive: nothing was measured, or an expected metric or a verdict is missing"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  backslide ci --threshold 5.0 --fail-on-regression -- mvn test -Dperformance.regression=true",
            "  backslide ci --severity critical --expect expected-metrics.txt -- ./run-benchmarks.sh",
            "  backslide ci --tracker kafka --bootstrap-servers kafka:9092 --timeout 2m -- ./run-benchmarks.sh",
            "  backslide ci -- sh -c './bench.sh | xargs ./backslide record --model api --name latency --unit ms --value'"
        })
public final class CiCommand implements Callable<Integer> {

    private final BackslideCommand root;

    @Mixin
    private GateWorkflow gated = new GateWorkflow();

    @Parameters(
            arity = "1..*",
            paramLabel = "COMMAND",
            description = "The command to run, after '--', with its arguments.")
    private List<String> command = List.of();

    public CiCommand(BackslideCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() throws InterruptedException {
        return gated.execute(root, command, UnaryOperator.identity());
    }
}
