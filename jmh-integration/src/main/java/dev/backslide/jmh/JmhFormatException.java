package dev.backslide.jmh;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import org.jspecify.annotations.Nullable;

import java.io.CharConversionException;

/**
 * A text is no result of JMH at all. Immutable.
 *
 * @since 0.1
 */
public final class JmhFormatException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    JmhFormatException(String reason) {
        super("no JSON results of JMH (" + reason
                + "); write them with 'java -jar benchmarks.jar -rf json -rff results.json'");
    }

    /** @param cause what the parser says, in words that are its own */
    static JmhFormatException of(JsonProcessingException cause) {
        return new JmhFormatException(reason(cause) + place(cause.getLocation()));
    }

    /** Of bytes that are no characters. */
    static JmhFormatException of(CharConversionException cause) {
        JmhFormatException failure = new JmhFormatException("it is text neither in UTF-8 nor in UTF-16");
        failure.initCause(cause);
        return failure;
    }

    private static String reason(JsonProcessingException cause) {
        if (cause instanceof StreamConstraintsException) {
            return "its brackets are nested deeper, or a number or text in it is longer, than JMH writes them";
        }
        return "it is not JSON, or cut off,";
    }

    private static String place(@Nullable JsonLocation location) {
        return location == null ? "" : " at line " + location.getLineNr();
    }
}
