package dev.backslide.cli.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import com.fasterxml.jackson.core.JsonStreamContext;
import dev.backslide.core.text.LogLine;
import dev.backslide.core.text.Secrets;
import net.logstash.logback.encoder.LogstashEncoder;
import net.logstash.logback.mask.MaskingJsonGeneratorDecorator;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;

/**
 * A log line as one JSON object: message, key-values and stack trace are fields of it. Secrets are masked before the text becomes JSON,
 * and what is left steers neither a terminal nor a CI system. Thread-safe.
 */
public final class JsonLine extends LogstashEncoder {

    @Override
    public void start() {
        MaskingJsonGeneratorDecorator masks = new MaskingJsonGeneratorDecorator();
        masks.addValueMasker(JsonLine::mask);
        masks.start();
        setJsonGeneratorDecorator(masks);
        // Our own switches, which say where the log goes, are no facts about an event.
        setIncludeContext(false);
        super.start();
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        String json = new String(super.encode(event), StandardCharsets.UTF_8).strip();
        return (LogLine.of(json) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** The value as it may be shown, or null where it may be shown as it is: what the library asks for. */
    private static @Nullable Object mask(JsonStreamContext context, @Nullable Object value) {
        String name = context.getCurrentName();
        if (value == null || (value instanceof Number && (name == null || !Secrets.isSecret(name)))) {
            return null;
        }
        String text = value.toString();
        String masked = name == null ? Secrets.mask(text) : Secrets.mask(name, text);
        return masked.equals(text) ? null : masked;
    }
}
