package dev.backslide.cli;

import dev.backslide.cli.context.CliContext;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;

/** Entry point: reads the environment, runs the command line, exits with its code. */
public final class Main {

    /** Set by the script where standard error is a terminal: Java itself cannot tell. */
    private static final String INTERACTIVE = "backslide.interactive";

    /** Set by the script where standard output is a terminal. */
    private static final String COLUMNS = "backslide.columns";

    private Main() {}

    /** Runs one command. */
    public static void main(String[] args) {
        CliContext context = new CliContext(
                System.getenv(),
                Path.of("").toAbsolutePath(),
                writer(FileDescriptor.out),
                writer(FileDescriptor.err),
                Boolean.getBoolean(INTERACTIVE),
                Clock.systemUTC(),
                Math.max(0, Integer.getInteger(COLUMNS, 0)));
        int code = CommandTree.of(context).execute(args);
        context.out().flush();
        context.err().flush();
        System.exit(code);
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
