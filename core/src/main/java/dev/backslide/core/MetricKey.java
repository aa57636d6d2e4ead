package dev.backslide.core;

/**
 * What is measured: {@code model_name:name}. Immutable.
 *
 * @param modelName 1 to 200 characters, no colon, no control characters
 * @param name 1 to 500 characters, no control characters; may hold colons ({@code bench.py::test_fib}), since a key is
 *     split at its first one
 * @since 0.1
 */
public record MetricKey(String modelName, String name) {

    /** Longest model name, in characters. */
    public static final int MAX_MODEL_NAME = 200;

    /** Longest metric name, in characters. */
    public static final int MAX_NAME = 500;

    public MetricKey {
        Text.requireName("model_name", modelName, MAX_MODEL_NAME);
        Text.requireName("name", name, MAX_NAME);
        if (modelName.indexOf(':') >= 0) {
            throw new InvalidMetricException("model_name was " + Text.quote(modelName)
                    + " but it must not contain ':', which separates it from the name; write '/' or '.' instead");
        }
    }

    /** @throws InvalidMetricException when the text is no metric key */
    public static MetricKey parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new InvalidMetricException(
                    "metric key was " + Text.quote(text) + " but it must be model_name:name, e.g. my_model:latency");
        }
        return new MetricKey(text.substring(0, colon), text.substring(colon + 1));
    }

    @Override
    public String toString() {
        return modelName + ":" + name;
    }
}
