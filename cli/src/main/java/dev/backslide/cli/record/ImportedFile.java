package dev.backslide.cli.record;

import dev.backslide.cli.context.CommandFailure;
import dev.backslide.configuration.FileTrouble;
import dev.backslide.core.MetricEvent;
import dev.backslide.jmh.JmhFormatException;
import dev.backslide.jmh.JmhHistory;
import dev.backslide.jmh.JmhListener;
import dev.backslide.jmh.JmhOrigin;
import dev.backslide.jmh.JmhResults;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * A file of JMH's results, read twice: once to find out whether it can be read to its end, so that one that is cut off leaves nothing
 * recorded, and once to record it. Not held in memory either time. Immutable.
 *
 * @param path where it is
 * @param origin of its measurements
 */
record ImportedFile(Path path, JmhOrigin origin) {

    /** Reads it to its end. @throws CommandFailure when that cannot be done */
    ImportProblems check() {
        ImportProblems problems = new ImportProblems();
        problems.entries(read(JmhHistory.NONE, problems));
        return problems;
    }

    /** Hands over its measurements, named as the history wants it. */
    void measurements(JmhHistory history, Consumer<MetricEvent> consumer) {
        read(history, consumer::accept);
    }

    private int read(JmhHistory history, JmhListener listener) {
        try {
            return JmhResults.read(path, origin, history, listener);
        } catch (JmhFormatException e) {
            throw new CommandFailure("file '" + path + "' holds " + e.getMessage(), e);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /** Says that a file cannot be read. */
    static CommandFailure unreadable(Path path, IOException cause) {
        return new CommandFailure(
                "file '" + path + "' cannot be read (" + FileTrouble.of(cause)
                        + "); correct the path or its permissions",
                cause);
    }
}
