package dev.backslide.cli.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import dev.backslide.configuration.LogConsole;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;

/** The log of the services until it is closed, in a JVM that runs other tests as well. Not thread-safe. */
public final class OpenLog implements AutoCloseable {

    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();

    private OpenLog() {}

    /** As the commands open it. */
    public static OpenLog to(Path file, LogConsole console) {
        LogFile.open(file, console);
        return new OpenLog();
    }

    /** Another level than that of the configuration. */
    public void level(String logger, Level level) {
        context.getLogger(logger).setLevel(level);
    }

    Level levelOf(String logger) {
        return context.getLogger(logger).getEffectiveLevel();
    }

    /** The event as this appender writes it. */
    String written(String appender, ILoggingEvent event) {
        OutputStreamAppender<ILoggingEvent> found = (OutputStreamAppender<ILoggingEvent>) Objects.requireNonNull(
                context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender(appender), appender);
        return new String(found.getEncoder().encode(event), StandardCharsets.UTF_8);
    }

    LoggerContext context() {
        return context;
    }

    @Override
    public void close() {
        SLF4JBridgeHandler.uninstall();
        context.reset();
        try {
            new ContextInitializer(context).autoConfig();
        } catch (JoranException e) {
            throw new IllegalStateException(e);
        }
    }
}
