package dev.backslide.detector.deadletter;

import dev.backslide.schemas.TopicCatalogue;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes dead letters: the raw record with its headers, and the reason in the {@code __streams.errors.*} headers of Kafka Streams.
 * What is too large for the topic is cut, and the header {@code backslide.truncated} says what: those that Kafka Streams makes
 * itself are as large as it gets, and fail for a record without a time. Thread-safe.
 */
public final class DeadLetters {

    /** The setting that hands the one object to all handlers of a detector. */
    public static final String CONFIG = "backslide.dead.letters";

    static final String TRUNCATED = "backslide.truncated";

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

    private static final String ERRORS = "__streams.errors.";
    private static final int MAX_TEXT_CHARS = 2_000;
    private static final int MAX_STACK_TRACE_CHARS = 16_000;
    /** What Kafka adds to a record, and compression to what cannot be compressed. */
    private static final int OVERHEAD_BYTES = 64 * 1024;

    private static final int HEADER_OVERHEAD_BYTES = 10;
    /** Taken by any topic that takes our own error headers. */
    private static final int SMALL_BYTES = 128 * 1024;

    private final String topic;
    private volatile int maxBytes = TopicCatalogue.MAX_DEAD_LETTER_BYTES - OVERHEAD_BYTES;

    public DeadLetters(String topic) {
        this.topic = topic;
    }

    static DeadLetters of(Map<String, ?> config) {
        if (config.get(CONFIG) instanceof DeadLetters letters) {
            return letters;
        }
        throw new IllegalStateException(CONFIG + " is not set");
    }

    String topic() {
        return topic;
    }

    /** The topic takes less than it was made for: from now on letters are small. */
    void shrink() {
        maxBytes = SMALL_BYTES;
    }

    /**
     * The output that replaces the record; it is logged too.
     *
     * @param message what is logged of the record
     */
    List<ProducerRecord<byte[], byte[]>> instead(ErrorHandlerContext context, Exception exception, String message) {
        LOG.atWarn()
                .addKeyValue("topic", context.topic())
                .addKeyValue("partition", context.partition())
                .addKeyValue("offset", context.offset())
                .setCause(exception)
                .log(message);
        return List.of(letter(context, exception));
    }

    /** The letter for the record of this context. */
    ProducerRecord<byte[], byte[]> letter(ErrorHandlerContext context, Exception exception) {
        Parts parts = new Parts(maxBytes);
        parts.add("exception", exception.getClass().getName(), MAX_TEXT_CHARS);
        parts.add("message", exception.getMessage(), MAX_TEXT_CHARS);
        parts.add("stacktrace", stackTrace(exception), MAX_STACK_TRACE_CHARS);
        parts.add("topic", context.topic(), MAX_TEXT_CHARS);
        parts.add("partition", Integer.toString(context.partition()), MAX_TEXT_CHARS);
        parts.add("offset", Long.toString(context.offset()), MAX_TEXT_CHARS);
        // Half of what is left each time: the value gets the most, and none takes everything.
        byte[] key = parts.cut("key", context.sourceRawKey(), parts.left / 2);
        List<Header> headers = parts.fitting(context.headers().toArray());
        byte[] value = parts.cut("value", context.sourceRawValue(), parts.left);

        Long time = context.timestamp() < 0 ? null : context.timestamp();
        ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(topic, null, time, key, value);
        headers.forEach(letter.headers()::add);
        parts.errors.forEach(letter.headers()::add);
        if (!parts.truncated.isEmpty()) {
            letter.headers().add(TRUNCATED, bytes(String.join(", ", parts.truncated)));
        }
        return letter;
    }

    private static String stackTrace(Exception exception) {
        StringWriter text = new StringWriter();
        exception.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** What goes into one letter, and how many bytes are left for the rest. Not thread-safe. */
    private static final class Parts {

        private final Map<String, byte[]> errors = new LinkedHashMap<>();
        private final List<String> truncated = new ArrayList<>();
        private int left;

        Parts(int maxBytes) {
            left = maxBytes;
        }

        void add(String name, @Nullable String text, int maxChars) {
            String all = text == null ? "" : text;
            if (all.length() > maxChars) {
                truncated.add(name + " of " + all.length() + " characters");
            }
            byte[] value = bytes(all.substring(0, Math.min(all.length(), maxChars)));
            errors.put(ERRORS + name, value);
            left -= value.length;
        }

        byte @Nullable [] cut(String name, byte @Nullable [] all, int max) {
            if (all == null) {
                return null;
            }
            if (all.length > max) {
                truncated.add(name + " of " + all.length + " bytes");
            }
            byte[] kept = all.length > max ? Arrays.copyOf(all, max) : all;
            left -= kept.length;
            return kept;
        }

        List<Header> fitting(Header[] all) {
            int bytes = 0;
            for (Header header : all) {
                bytes += HEADER_OVERHEAD_BYTES + bytes(header.key()).length;
                bytes += header.value() == null ? 0 : header.value().length;
            }
            if (bytes > left / 2) {
                truncated.add(all.length + " headers of " + bytes + " bytes");
                return List.of();
            }
            left -= bytes;
            return List.of(all);
        }
    }
}
