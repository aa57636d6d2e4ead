package dev.backslide.cli;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.xml.XmlConfiguration;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;
import org.apache.logging.log4j.util.SortedArrayStringMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;

class LogTextTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void line_ofNamesAndAddresses_showsThemWithoutSteeringAndWithoutLogins() throws IOException {
        SortedArrayStringMap values = new SortedArrayStringMap();
        values.putValue("metric", "a\n\u001b[31mb\u202e");

        String line = logged(Log4jLogEvent.newBuilder()
                .setLoggerName("dev.backslide.cli")
                .setThreadName("main")
                .setLevel(Level.WARN)
                .setMessage(new SimpleMessage("no answer of https://me:hush@example.org/x"))
                .setContextData(values)
                .setThrown(new IllegalStateException("https://me:hush@example.org/y"))
                .build());

        assertThat(line)
                .contains("no answer of https://********@example.org/x {metric=a\\n\\u001b[31mb\\u202e}")
                .contains("IllegalStateException: https://********@example.org/y", "    at dev.backslide")
                .doesNotContain("hush", "\u001b", "\u202e", "\t");
    }

    /** As the log file of the services has it. */
    private String logged(LogEvent event) throws IOException {
        System.setProperty("backslide.log.file", folder.resolve("test.log").toString());
        try (InputStream file =
                        Objects.requireNonNull(LogTextTest.class.getResourceAsStream("pipeline/log4j2-services.xml"));
                LoggerContext context = new LoggerContext("test")) {
            context.start(new XmlConfiguration(context, new ConfigurationSource(file)));
            return new String(
                    context.getConfiguration()
                            .<Appender>getAppender("file")
                            .getLayout()
                            .toByteArray(event),
                    StandardCharsets.UTF_8);
        } finally {
            System.clearProperty("backslide.log.file");
        }
    }
}
