package dev.backslide.jmh;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import java.io.ByteArrayInputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Reads what JMH writes with {@code -rf json}. A result that breaks a rule costs itself only. Importing the same results twice
 * gives the same events. Stateless.
 */
public final class JmhResults {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private JmhResults() {}

    /**
     * Reads a file, one result at a time.
     *
     * @throws JmhFormatException when it is no JSON results of JMH
     */
    public static JmhMeasurements read(Path file, JmhOrigin origin) throws IOException {
        return read(() -> Files.newInputStream(file), origin);
    }

    /**
     * Reads a text.
     *
     * @throws JmhFormatException when it is no JSON results of JMH
     */
    public static JmhMeasurements read(byte[] json, JmhOrigin origin) {
        try {
            return read(() -> new ByteArrayInputStream(json), origin);
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory failed", e);
        }
    }

    /** Twice: whether a name needs the mode is known at the end. */
    private static JmhMeasurements read(Source source, JmhOrigin origin) throws IOException {
        JmhNames names = new JmhNames();
        forEach(source, names::see);
        JmhCollector collector = new JmhCollector(origin, names);
        forEach(source, collector::add);
        return collector.measurements();
    }

    private static void forEach(Source source, Consumer<JsonNode> consumer) throws IOException {
        try (InputStream input = source.open();
                JsonParser parser = MAPPER.createParser(input)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new JmhFormatException("it does not start with '['");
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                consumer.accept(MAPPER.readTree(parser));
            }
        } catch (JsonProcessingException e) {
            throw JmhFormatException.of(e);
        } catch (CharConversionException e) {
            throw JmhFormatException.of(e);
        }
    }

    private interface Source {
        InputStream open() throws IOException;
    }
}
