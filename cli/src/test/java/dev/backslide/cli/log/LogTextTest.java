package dev.backslide.cli.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.backslide.configuration.LogConsole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.event.KeyValuePair;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class LogTextTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void line_ofNamesAndAddresses_showsThemWithoutSteeringAndWithoutLogins() {
        String line = logged("file", LogConsole.OFF);

        assertThat(line)
                .contains("no answer of https://********@example.org/x {metric=a\\n\\u001b[31mb\\u202e")
                .contains(", password=********}")
                .contains("IllegalStateException: https://********@example.org/y", "    at dev.backslide")
                .doesNotContain("hush", "\u001b", "\u202e", "\t");
    }

    @Test
    void jsonLine_ofNamesAndAddresses_isOneObjectWithoutSteeringAndWithoutLogins() throws IOException {
        String line = logged("json", LogConsole.JSON);

        assertThat(line)
                .endsWith("}\n")
                .doesNotContain("hush", "\u001b", "\u202e", "\t", "##[")
                .containsOnlyOnce("\n");
        JsonNode json = new ObjectMapper().readTree(line);
        assertThat(json.has("backslide.log.file")).isFalse();
        assertThat(json.get("message").asText()).isEqualTo("no answer of https://********@example.org/x");
        assertThat(json.get("metric").asText()).isEqualTo("a\n\u001b[31mb\u202e##[error]");
        assertThat(json.get("password").asText()).isEqualTo("********");
        assertThat(json.get("partition").asInt()).isEqualTo(3);
        assertThat(json.get("level").asText()).isEqualTo("WARN");
        assertThat(json.get("logger_name").asText()).isEqualTo("dev.backslide.cli");
        assertThat(json.get("stack_trace").asText())
                .contains("IllegalStateException: https://********@example.org/y", "at dev.backslide");
    }

    private String logged(String appender, LogConsole console) {
        try (OpenLog log = OpenLog.to(folder.resolve("test.log"), console)) {
            LoggingEvent event = new LoggingEvent(
                    LogTextTest.class.getName(),
                    log.context().getLogger("dev.backslide.cli"),
                    Level.WARN,
                    "no answer of https://me:hush@example.org/x",
                    new IllegalStateException("https://me:hush@example.org/y"),
                    null);
            event.setKeyValuePairs(List.of(
                    new KeyValuePair("metric", "a\n\u001b[31mb\u202e##[error]"),
                    new KeyValuePair("partition", 3),
                    new KeyValuePair("password", "hush")));
            return log.written(appender, event);
        }
    }
}
