package dev.backslide.sdk.internal.storage;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;
import org.slf4j.event.LoggingEvent;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.helpers.NOPLoggerFactory;
import org.slf4j.spi.LoggingEventAware;

import java.io.Serial;
import java.util.List;

/**
 * Logger of a class of this library: that of the SLF4J provider, or, where the class path has none, one that prints warnings to the
 * standard error stream, so that a lost measurement is never lost silently. Thread-safe.
 */
public final class Warnings extends LegacyAbstractLogger implements LoggingEventAware {

    @Serial
    private static final long serialVersionUID = 1;

    private Warnings(Class<?> type) {
        this.name = type.getName();
    }

    /** The logger of a class. */
    public static Logger of(Class<?> type) {
        return LoggerFactory.getILoggerFactory() instanceof NOPLoggerFactory
                ? new Warnings(type)
                : LoggerFactory.getLogger(type);
    }

    @Override
    public void log(LoggingEvent event) {
        StringBuilder line = new StringBuilder(event.getMessage());
        List<KeyValuePair> facts = event.getKeyValuePairs();
        if (facts != null) {
            for (int i = 0; i < facts.size(); i++) {
                line.append(i == 0 ? ": " : ", ")
                        .append(facts.get(i).key)
                        .append('=')
                        .append(facts.get(i).value);
            }
        }
        print(line.toString(), event.getThrowable());
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level,
            @Nullable Marker marker,
            String message,
            Object @Nullable [] arguments,
            @Nullable Throwable cause) {
        print(MessageFormatter.basicArrayFormat(message, arguments), cause);
    }

    /** One line; a name from outside brings no control characters into a terminal. */
    private static void print(String line, @Nullable Throwable cause) {
        String all = "backslide: " + line + (cause == null ? "" : ": " + cause);
        System.err.println(all.replaceAll("\\p{Cntrl}", "\uFFFD"));
    }

    @Override
    protected @Nullable String getFullyQualifiedCallerName() {
        return null;
    }

    @Override
    public boolean isTraceEnabled() {
        return false;
    }

    @Override
    public boolean isDebugEnabled() {
        return false;
    }

    @Override
    public boolean isInfoEnabled() {
        return false;
    }

    @Override
    public boolean isWarnEnabled() {
        return true;
    }

    @Override
    public boolean isErrorEnabled() {
        return true;
    }
}
