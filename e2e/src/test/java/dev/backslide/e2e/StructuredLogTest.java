package dev.backslide.e2e;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** The message of a log line is the same text each time: values are key-values, which programs find without reading a sentence. */
class StructuredLogTest {

    /** A placeholder or an appended value, in a message for SLF4J. */
    private static final Pattern VALUE_IN_MESSAGE = Pattern.compile(
            "(?:\\bLOG\\.(?:trace|debug|info|warn|error)|\\.setMessage|\\.log)\\(\\s*\"(?:[^\"\\\\]|\\\\.)*(?:\\{}|\"\\s*\\+\\s*[a-z])");

    @Test
    void message_ofALogLine_holdsNoValue() throws IOException {
        List<String> found;
        try (Stream<Path> files = Files.walk(Path.of(".."))) {
            found = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().contains("src/main/java"))
                    .flatMap(StructuredLogTest::valuesInMessages)
                    .toList();
        }

        assertThat(found).isEmpty();
        assertThat(VALUE_IN_MESSAGE
                        .matcher("LOG.warn(\n \"it is damaged ({})\", cause)")
                        .find())
                .isTrue();
        assertThat(VALUE_IN_MESSAGE
                        .matcher(".setMessage(\"it is damaged: \" + cause)")
                        .find())
                .isTrue();
    }

    private static Stream<String> valuesInMessages(Path file) {
        try {
            return VALUE_IN_MESSAGE.matcher(Files.readString(file)).results().map(match -> file + ": " + match.group());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
