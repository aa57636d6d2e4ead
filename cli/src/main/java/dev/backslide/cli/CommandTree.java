package dev.backslide.cli;

import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;

import java.util.List;

/** Puts the commands together and decides how their failures are told. Stateless. */
final class CommandTree {

    private CommandTree() {}

    static CommandLine of(Surroundings surroundings) {
        BackslideCommand root = new BackslideCommand(surroundings);
        CommandLine line = new CommandLine(root);
        commands(root).forEach(line::addSubcommand);
        line.addSubcommand(new CommandLine(new ImportCommand()).addSubcommand(new ImportJmhCommand(root)));
        line.addSubcommand(new CommandLine(new BaselineCommand())
                .addSubcommand(new BaselineSetCommand(root))
                .addSubcommand(new BaselineClearCommand(root))
                .addSubcommand(new BaselineListCommand(root)));
        unwrapExamples(line);
        return line.setOut(surroundings.out())
                .setErr(surroundings.err())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExpandAtFiles(false) // 'ci' passes arguments on that start so, as java's @argfile
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        surroundings.interactive() ? CommandLine.Help.Ansi.AUTO : CommandLine.Help.Ansi.OFF))
                .setParameterExceptionHandler((e, args) -> wrongUsage(e, args, surroundings))
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

    private static int wrongUsage(ParameterException e, String[] args, Surroundings surroundings) {
        CommandLine command = e.getCommandLine();
        Failures.print(
                surroundings.err(),
                UsageProblem.describe(e, List.of(args)) + " ('"
                        + command.getCommandSpec().qualifiedName() + " --help' shows the usage)");
        return ExitCode.FAILED;
    }

    private static int failure(Exception e, BackslideCommand root) {
        Failures.print(root.surroundings().err(), e, root.isDebug());
        return ExitCode.FAILED;
    }
}
