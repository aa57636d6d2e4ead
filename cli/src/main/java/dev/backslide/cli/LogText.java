package dev.backslide.cli;

import dev.backslide.core.text.LogLine;
import dev.backslide.core.text.Secrets;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.pattern.ConverterKeys;
import org.apache.logging.log4j.core.pattern.LogEventPatternConverter;
import org.apache.logging.log4j.core.pattern.PatternConverter;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * What a log line says, {@code %said} in a pattern: message and key-values, and with {@code %said{trace}} the stack trace. Names
 * and answers of other machines are in it: nothing in it steers a terminal or a CI system, and no log-in of a URL is shown. Thread-safe.
 */
@Plugin(name = "LogText", category = PatternConverter.CATEGORY)
@ConverterKeys("said")
public final class LogText extends LogEventPatternConverter {

    private final boolean trace;

    private LogText(boolean trace) {
        super("said", "said");
        this.trace = trace;
    }

    /** Called by the logging library. */
    public static LogText newInstance(String[] options) {
        return new LogText(options.length > 0 && options[0].equals("trace"));
    }

    @Override
    public void format(LogEvent event, StringBuilder line) {
        line.append(clean(event.getMessage().getFormattedMessage()));
        if (!event.getContextData().isEmpty()) {
            line.append(' ').append(clean(event.getContextData().toMap().toString()));
        }
        Throwable thrown = event.getThrown();
        if (trace && thrown != null) {
            StringWriter text = new StringWriter();
            thrown.printStackTrace(new PrintWriter(text, true));
            text.toString()
                    .lines()
                    .forEach(frame -> line.append(System.lineSeparator()).append(clean(frame.replace("\t", "    "))));
        }
    }

    /** The trace is written here or left out: the library must not add it as it is. */
    @Override
    public boolean handlesThrowable() {
        return true;
    }

    private static String clean(String text) {
        return LogLine.of(Secrets.mask(text));
    }
}
