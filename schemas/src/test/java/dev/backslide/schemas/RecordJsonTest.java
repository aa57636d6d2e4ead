package dev.backslide.schemas;

import dev.backslide.core.MetricEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RecordJsonTest {

    private static final String EVENT = RecordJson.line(MetricEvent.builder("m", "n", 1, "ms")
            .eventId("e")
            .timestamp(Instant.parse("2026-01-01T00:00:00Z"))
            .build());

    @Test
    void record_isReadBack_withNamesThatNobodyKnows() {
        assertThat(RecordJson.parse(EVENT.replaceFirst("\\{", "{\"later\":1,"), MetricEvent.class))
                .isEqualTo(RecordJson.parse(EVENT, MetricEvent.class));
    }

    /** A problem is told in the model's words: the parser's name its own classes and quote what it was given. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "\"value\":1.0    | \"value\":1.0.0             | it is not JSON, or cut off, at line 1, column ",
                "\"value\":1.0    | \"value\":secret            | it is not JSON, or cut off, at line 1, column ",
                "\"value\":1.0    | \"value\":\"secret\"        | its field 'value' does not have the kind of value that it must",
                "\"value\":1.0    | \"value\":[[1]]             | its field 'value' does not have the kind of value that it must",
                "\"value\":1.0    | \"value\":1.0,\"run\":\"s\" | its field 'run' does not have the kind of value that it must",
                "\"name\":\"n\"   | \"name\":null               | required",
                "\"name\":\"n\"   | \"name\":\"\"               | name was ''",
            })
    void problem_isOneSentence_withoutTheParsersWords(String part, String broken, String problem) {
        assertThat(EVENT).contains(part);

        assertThatThrownBy(() -> RecordJson.parse(EVENT.replace(part, broken), MetricEvent.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(problem)
                .message()
                .doesNotContain("\n", "jackson", "deserialize", "Source", "Unrecognized", "dev.backslide", "secret");
    }

    @Test
    void text_cutOff_isNoJson() {
        assertThatThrownBy(() -> RecordJson.parse(EVENT.substring(0, EVENT.length() / 2), MetricEvent.class))
                .hasMessageStartingWith("it is not JSON, or cut off, at line 1, column ");
        assertThatThrownBy(() -> RecordJson.parse("null", MetricEvent.class))
                .hasMessage("it was null but it must be an object");
    }
}
