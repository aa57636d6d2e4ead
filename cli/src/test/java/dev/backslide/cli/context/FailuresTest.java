package dev.backslide.cli.context;

import dev.backslide.schemas.TopicSettings;
import dev.backslide.sink.Sink;
import dev.backslide.sink.settings.SinkSettings;
import dev.backslide.sink.store.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class FailuresTest {

    private final StringWriter text = new StringWriter();
    private final PrintWriter err = new PrintWriter(text, true);

    @TempDir
    Path folder;

    @Test
    void refusalOfTheStore_isOneSentenceAndNoDefect() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        StoreException refusal = catchThrowableOfType(
                StoreException.class, () -> Sink.start(SinkSettings.of("127.0.0.1:1", TopicSettings.DEFAULT, file)));
        Failures.print(err, refusal, false);
        assertThat(text.toString().lines()).singleElement().asString().contains(file.toString());
    }

    @Test
    void controlCharactersOfAMessage_doNotReachTheTerminal() {
        Failures.print(err, new CommandFailure("no metric '\u001b[31mred\u0007\u202e'"), false);
        assertThat(text.toString())
                .isEqualToNormalizingNewlines("backslide: no metric '\\u001b[31mred\\u0007\\u202e'\n");
    }

    @Test
    void problemsOfAConfiguration_stayALineEach() {
        Failures.print(err, new CommandFailure("2 problems\n  first\u0000\n  second"), false);
        assertThat(text.toString().lines()).containsExactly("backslide: 2 problems", "  first\\u0000", "  second");
    }

    @Test
    void failure_thatNobodyForesaw_isToBeReported() {
        Failures.print(err, new IllegalStateException("x"), false);
        assertThat(text.toString()).contains("IllegalStateException: x").contains("this is a defect");
    }
}
