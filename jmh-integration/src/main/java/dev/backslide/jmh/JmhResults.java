package dev.backslide.jmh;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.backslide.core.MetricEvent;

import java.io.ByteArrayInputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the results that JMH writes with {@code -rf json}. A result that breaks a rule affects no other result. Importing the same results
 * twice
 * gives the same events. Stateless.
 *
 * @since 0.1
 */
public final class JmhResults {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private JmhResults() {}

    /**
     * Reads a file, one result at a time.
     *
     * @param listener receives each result as it is read, even if a later part of the file is broken
     * @return how many results JMH wrote, broken ones included
     * @throws JmhFormatException when the file has no JSON results of JMH
     */
    public static int read(Path file, JmhOrigin origin, JmhHistory history, JmhListener listener) throws IOException {
        try (InputStream input = Files.newInputStream(file)) {
            return read(input, new JmhCollector(origin, history, listener));
        }
    }

    /**
     * Reads a text.
     *
     * @throws JmhFormatException when the file has no JSON results of JMH
     */
    public static JmhMeasurements read(byte[] json, JmhOrigin origin, JmhHistory history) {
        List<MetricEvent> events = new ArrayList<>();
        List<String> broken = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        JmhListener listener = new JmhListener() {
            @Override
            public void measurement(MetricEvent event) {
                events.add(event);
            }

            @Override
            public void broken(String why) {
                broken.add(why);
            }

            @Override
            public void warning(String what) {
                warnings.add(what);
            }
        };
        try {
            int entries = read(new ByteArrayInputStream(json), new JmhCollector(origin, history, listener));
            return new JmhMeasurements(entries, events, broken, warnings);
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory failed", e);
        }
    }

    private static int read(InputStream input, JmhCollector collector) throws IOException {
        try (JsonParser parser = MAPPER.createParser(input)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new JmhFormatException("it does not start with '['");
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                collector.add(MAPPER.readTree(parser));
            }
            return collector.entries();
        } catch (JsonProcessingException e) {
            throw JmhFormatException.of(e);
        } catch (CharConversionException e) {
            throw JmhFormatException.of(e);
        }
    }
}
