package dev.backslide.sink.store.row;

/**
 * How many alerts are alike. Immutable.
 *
 * @param severity lower case
 * @param state lower case
 * @param model what was measured
 * @param metric its name
 * @param alerts at least 1
 */
public record AlertCount(String severity, String state, String model, String metric, long alerts) {}
