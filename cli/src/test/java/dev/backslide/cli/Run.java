package dev.backslide.cli;

import dev.backslide.cli.context.CliContext;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** One run of the command line in this JVM: what it printed and its exit code. Immutable. */
public record Run(int code, String out, String err) {

    /** The time of tests: no measurement of theirs is in its future. */
    public static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    public static Run in(Path folder, Map<String, String> variables, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = CommandTree.of(context(folder, variables, out, err)).execute(args);
        return new Run(code, out.toString(), err.toString());
    }

    /** The context of a run whose output nobody reads. */
    public static CliContext context(Path folder, Map<String, String> variables) {
        return context(folder, variables, new StringWriter(), new StringWriter());
    }

    private static CliContext context(Path folder, Map<String, String> variables, StringWriter out, StringWriter err) {
        return new CliContext(
                variables, folder, new PrintWriter(out), new PrintWriter(err), false, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    public static Run in(Path folder, String... args) {
        return in(folder, Map.of(), args);
    }

    public List<String> errLines() {
        return err.lines().toList();
    }
}
