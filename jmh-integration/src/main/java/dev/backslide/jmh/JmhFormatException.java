package dev.backslide.jmh;

/** A text is no result of JMH at all. Immutable. */
public final class JmhFormatException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    JmhFormatException(String reason) {
        super("no JSON results of JMH (" + reason
                + "); write them with 'java -jar benchmarks.jar -rf json -rff results.json'");
    }
}
