package dev.backslide.detector.deadletter;

import dev.backslide.schemas.TopicCatalogue;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.internals.DefaultErrorHandlerContext;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;

import static org.assertj.core.api.Assertions.assertThat;

class DeadLettersTest {

    private static final int HUGE = 5_000_000;

    private final IllegalStateException reason = new IllegalStateException("no avro");
    private final DeadLetters letters = new DeadLetters("dead");

    @Test
    void letter_isTheRecordWithTheReasonOfKafkaStreams() {
        RecordHeaders headers = new RecordHeaders();
        headers.add("trace", new byte[] {1});
        ProducerRecord<byte[], byte[]> letter =
                letters.letter(context(headers, 1234, new byte[] {2}, new byte[] {3}), reason);

        assertThat(letter.topic()).isEqualTo("dead");
        assertThat(letter.key()).containsExactly(2);
        assertThat(letter.value()).containsExactly(3);
        assertThat(letter.timestamp()).isEqualTo(1234);
        assertThat(letter.headers().lastHeader("trace").value()).containsExactly(1);
        assertThat(text(letter, "__streams.errors.exception")).isEqualTo("java.lang.IllegalStateException");
        assertThat(text(letter, "__streams.errors.message")).isEqualTo("no avro");
        assertThat(text(letter, "__streams.errors.stacktrace")).contains("DeadLettersTest");
        assertThat(text(letter, "__streams.errors.topic")).isEqualTo("metrics");
        assertThat(text(letter, "__streams.errors.partition")).isEqualTo("3");
        assertThat(text(letter, "__streams.errors.offset")).isEqualTo("42");
        assertThat(letter.headers().lastHeader(DeadLetters.TRUNCATED)).isNull();
    }

    @Test
    void record_withoutATime_becomesALetterOfTheTimeItIsSent() {
        assertThat(letters.letter(context(new RecordHeaders(), -1, new byte[0], new byte[0]), reason)
                        .timestamp())
                .isNull();
    }

    @Test
    void hugeKeyHeadersValueAndMessage_fitTheTopic() {
        RecordHeaders headers = new RecordHeaders();
        headers.add("trace", new byte[HUGE]);
        ProducerRecord<byte[], byte[]> letter = letters.letter(
                context(headers, 0, new byte[HUGE], new byte[HUGE]), new IllegalStateException("x".repeat(HUGE)));

        assertThat(bytes(letter)).isBetween(4_000_000, TopicCatalogue.MAX_DEAD_LETTER_BYTES);
        assertThat(text(letter, DeadLetters.TRUNCATED))
                .contains("message of 5000000 characters", "stacktrace of")
                .contains("key of 5000000 bytes", "1 headers of 5000015 bytes", "value of 5000000 bytes");
    }

    @Test
    void shrunkLetters_areSmallAndKeepTheReason() {
        letters.shrink();
        ProducerRecord<byte[], byte[]> letter =
                letters.letter(context(new RecordHeaders(), 0, new byte[] {2}, new byte[HUGE]), reason);

        assertThat(bytes(letter)).isBetween(100_000, 150_000);
        assertThat(letter.key()).containsExactly(2);
        assertThat(text(letter, DeadLetters.TRUNCATED)).isEqualTo("value of 5000000 bytes");
    }

    private static DefaultErrorHandlerContext context(RecordHeaders headers, long time, byte[] key, byte[] value) {
        return new DefaultErrorHandlerContext(
                null, "metrics", 3, 42, headers, "source", new TaskId(0, 3), time, key, value);
    }

    private static String text(ProducerRecord<byte[], byte[]> letter, String header) {
        return new String(letter.headers().lastHeader(header).value(), StandardCharsets.UTF_8);
    }

    private static int bytes(ProducerRecord<byte[], byte[]> letter) {
        int bytes = letter.key().length + letter.value().length;
        for (Header header : letter.headers()) {
            bytes += header.key().length() + header.value().length;
        }
        return bytes;
    }
}
