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
        header = "Run a command and fail when what it measured is a regression.",
        customSynopsis = "backslide ci [OPTIONS] -- COMMAND [ARGUMENT...]",
        description = {
            "%nEvery tracker inside the command records into this run, './backslide record' too. Once the command has ended and all "
                    + "verdicts are there, a table is printed and the reports are written. A gate that measured nothing does "
                    + "not pass; a metric without a history does, with a note."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing is worse than allowed",
            "1:wrong usage or configuration, something cannot be reached, or the command itself failed",
            "2:a regression, whether or not the command failed as well",
            "4:inconclusive: nothing was measured, an expected metric is missing, or verdicts are"
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

    @Parameters(arity = "1..*", paramLabel = "COMMAND", description = "What to run, after '--', with its arguments.")
    private List<String> command = List.of();

    public CiCommand(BackslideCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() throws InterruptedException {
        return gated.execute(root, command, UnaryOperator.identity());
    }
}
