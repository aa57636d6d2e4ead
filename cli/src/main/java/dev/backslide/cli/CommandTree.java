package dev.backslide.cli;

import dev.backslide.cli.backtest.BacktestCommand;
import dev.backslide.cli.context.BackslideCommand;
import dev.backslide.cli.context.CliContext;
import dev.backslide.cli.context.ExitCode;
import dev.backslide.cli.context.Failures;
import dev.backslide.cli.gate.CiCommand;
import dev.backslide.cli.pipeline.DemoCommand;
import dev.backslide.cli.pipeline.UpCommand;
import dev.backslide.cli.query.AckCommand;
import dev.backslide.cli.query.AlertsCommand;
import dev.backslide.cli.query.BaselineClearCommand;
import dev.backslide.cli.query.BaselineCommand;
import dev.backslide.cli.query.BaselineListCommand;
import dev.backslide.cli.query.BaselineSetCommand;
import dev.backslide.cli.query.ExpectCommand;
import dev.backslide.cli.query.ExplainCommand;
import dev.backslide.cli.query.ExportCommand;
import dev.backslide.cli.query.HistoryCommand;
import dev.backslide.cli.query.ReportCommand;
import dev.backslide.cli.query.ResetAlertsCommand;
import dev.backslide.cli.query.SnoozeCommand;
import dev.backslide.cli.query.StatsCommand;
import dev.backslide.cli.record.ImportCommand;
import dev.backslide.cli.record.ImportJmhCommand;
import dev.backslide.cli.record.RecordCommand;
import dev.backslide.cli.record.ReplayCommand;
import dev.backslide.cli.store.BackupCommand;
import dev.backslide.cli.store.PruneCommand;
import dev.backslide.cli.store.RestoreCommand;
import dev.backslide.cli.suite.TestCommand;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;

import java.util.List;

/** Puts the commands together and decides how their failures are told. Stateless. */
final class CommandTree {

    private CommandTree() {}

    static CommandLine of(CliContext context) {
        BackslideCommand root = new BackslideCommand(context);
        CommandLine line = new CommandLine(root);
        commands(root).forEach(line::addSubcommand);
        line.addSubcommand(new CommandLine(new ImportCommand()).addSubcommand(new ImportJmhCommand(root)));
        line.addSubcommand(new CommandLine(new BaselineCommand())
                .addSubcommand(new BaselineSetCommand(root))
                .addSubcommand(new BaselineClearCommand(root))
                .addSubcommand(new BaselineListCommand(root)));
        unwrapExamples(line);
        return line.setOut(context.out())
                .setErr(context.err())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExpandAtFiles(false) // 'ci' passes arguments on that start so, as java's @argfile
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        context.interactive() ? CommandLine.Help.Ansi.AUTO : CommandLine.Help.Ansi.OFF))
                .setParameterExceptionHandler((e, args) -> wrongUsage(e, args, context))
                .setExecutionExceptionHandler((e, failed, parsed) -> failure(e, root));
    }

    private static List<Object> commands(BackslideCommand root) {
        return List.of(
                new DemoCommand(root),
                new UpCommand(root),
                new RecordCommand(root),
                new CiCommand(root),
                new TestCommand(root),
                new ReplayCommand(root),
                new BacktestCommand(root),
                new AlertsCommand(root),
                new AckCommand(root),
                new SnoozeCommand(root),
                new ExpectCommand(root),
                new ResetAlertsCommand(root),
                new StatsCommand(root),
                new HistoryCommand(root),
                new ExplainCommand(root),
                new ReportCommand(root),
                new ExportCommand(root),
                new PruneCommand(root),
                new BackupCommand(root),
                new RestoreCommand(root),
                new ConfigCommand(root));
    }

    /** An example is a line to copy: one that is broken in two does not run. */
    private static void unwrapExamples(CommandLine line) {
        line.getHelpSectionMap()
                .put(
                        UsageMessageSpec.SECTION_KEY_FOOTER,
                        help -> String.join(
                                        System.lineSeparator(),
                                        line.getCommandSpec().usageMessage().footer())
                                + System.lineSeparator());
        line.getSubcommands().values().forEach(CommandTree::unwrapExamples);
    }

    private static int wrongUsage(ParameterException e, String[] args, CliContext context) {
        CommandLine command = e.getCommandLine();
        Failures.print(
                context.err(),
                UsageProblem.describe(e, List.of(args)) + " ('"
                        + command.getCommandSpec().qualifiedName() + " --help' shows the usage)");
        return ExitCode.FAILED;
    }

    private static int failure(Exception e, BackslideCommand root) {
        Failures.print(root.context().err(), e, root.isDebug());
        return ExitCode.FAILED;
    }
}
