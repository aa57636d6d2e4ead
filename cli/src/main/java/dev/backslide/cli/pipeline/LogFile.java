package dev.backslide.cli.pipeline;

import org.apache.logging.log4j.core.config.Configurator;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;

/** Sends the log of the long-running commands to a file. Stateless. */
public final class LogFile {

    private static final String PROPERTY = "backslide.log.file";
    private static final String CONFIGURATION = "log4j2-services.xml";

    private LogFile() {}

    /** From here on all logging of this JVM goes to the file, which rolls at 10 MB. */
    public static void open(Path file) {
        System.setProperty(PROPERTY, file.toString());
        URL configuration = LogFile.class.getResource(CONFIGURATION);
        if (configuration == null) {
            throw new IllegalStateException(CONFIGURATION + " is missing from the jar; build it again");
        }
        try {
            Configurator.reconfigure(new URI(configuration.toString()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(CONFIGURATION + " has no usable address", e);
        }
    }
}
