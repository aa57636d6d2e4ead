package dev.backslide.cli.log;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import dev.backslide.configuration.LogConsole;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

import java.net.URL;
import java.nio.file.Path;
import java.util.Locale;

/** Sends the log of the long-running commands to a file, and to standard output where that is wanted. Stateless. */
public final class LogFile {

    private static final String CONFIGURATION = "/logback.xml";
    private static final String FILE = "backslide.log.file";
    private static final String CONSOLE = "backslide.log.console";

    private LogFile() {}

    /** From here on all logging of this JVM goes to the file, which rolls at 10 MB, and to the console that is asked for. */
    public static void open(Path file, LogConsole console) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        context.putProperty(FILE, file.toString());
        context.putProperty(CONSOLE, console.name().toLowerCase(Locale.ROOT));
        configure(context);
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    /** Nothing is logged from here on. */
    public static void close() {
        ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
    }

    private static void configure(LoggerContext context) {
        URL configuration = LogFile.class.getResource(CONFIGURATION);
        if (configuration == null) {
            throw new IllegalStateException(CONFIGURATION + " is missing from the jar; build it again");
        }
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        try {
            configurator.doConfigure(configuration);
        } catch (JoranException e) {
            throw new IllegalStateException(CONFIGURATION + " is not usable; build it again", e);
        }
    }
}
