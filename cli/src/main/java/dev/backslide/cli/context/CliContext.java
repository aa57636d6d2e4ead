package dev.backslide.cli.context;

import dev.backslide.cli.Main;
import dev.backslide.cli.output.LogWriter;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * Everything a command may know of the process it runs in; only {@link Main} looks at the real one. Immutable.
 *
 * @param variables the environment
 * @param workingDir what relative paths start from
 * @param out for results; names in it steer neither a terminal nor a CI system
 * @param err for problems and progress
 * @param interactive whether a person watches {@code err}: progress bars and colour
 * @param clock the time of measurements that carry none
 * @param terminalWidth columns of the terminal that {@code out} goes to; 0: it goes elsewhere
 */
public record CliContext(
        Map<String, String> variables,
        Path workingDir,
        PrintWriter out,
        PrintWriter err,
        boolean interactive,
        Clock clock,
        int terminalWidth) {

    private static final String COLUMNS = "COLUMNS";
    private static final int NARROWEST = 40;

    public CliContext {
        variables = Map.copyOf(variables);
        out = LogWriter.ofResults(out, interactive);
        err = LogWriter.ofProblems(err, interactive);
    }

    /** Writes a line that a CI system is to obey. */
    public void command(String line) {
        LogWriter.ofResults(out, interactive).raw(line + System.lineSeparator());
    }

    /** Writes what steers the terminal of a person, without the end of a line. */
    void steer(String text) {
        LogWriter.ofProblems(err, interactive).raw(text);
    }

    /** Surroundings whose results go to no terminal. */
    public CliContext(
            Map<String, String> variables,
            Path workingDir,
            PrintWriter out,
            PrintWriter err,
            boolean interactive,
            Clock clock) {
        this(variables, workingDir, out, err, interactive, clock, 0);
    }

    /** What tables keep to: the variable COLUMNS, else the terminal's columns; without either, whatever they need. */
    public int width() {
        String said = variables.getOrDefault(COLUMNS, "").strip();
        int width = said.matches("[1-9]\\d{0,4}") ? Integer.parseInt(said) : terminalWidth;
        return width == 0 ? Integer.MAX_VALUE : Math.max(NARROWEST, width);
    }

    /** The path as the user means it. */
    public Path resolve(Path path) {
        return workingDir.resolve(path).normalize();
    }

    /** The path as the user reads it: relative where it lies below the working folder. */
    public String show(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        return absolute.startsWith(workingDir) && !absolute.equals(workingDir)
                ? workingDir.relativize(absolute).toString()
                : absolute.toString();
    }
}
