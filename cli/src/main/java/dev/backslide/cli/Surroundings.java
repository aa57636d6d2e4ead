package dev.backslide.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * Everything a command may know of the process it runs in; only {@link Main} looks at the real one. Immutable.
 *
 * @param variables the environment
 * @param workingDir what relative paths start from
 * @param out for results
 * @param err for problems and progress
 * @param interactive whether a person watches {@code err}: progress bars and colour
 * @param clock the time of measurements that carry none
 */
record Surroundings(
        Map<String, String> variables,
        Path workingDir,
        PrintWriter out,
        PrintWriter err,
        boolean interactive,
        Clock clock) {

    Surroundings {
        variables = Map.copyOf(variables);
    }

    /** The path as the user means it. */
    Path resolve(Path path) {
        return workingDir.resolve(path).normalize();
    }

    /** The path as the user reads it: relative where it lies below the working folder. */
    String show(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        return absolute.startsWith(workingDir) && !absolute.equals(workingDir)
                ? workingDir.relativize(absolute).toString()
                : absolute.toString();
    }
}
