package dev.backslide.sink.store;

import dev.backslide.core.AlertState;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.Severity;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which alerts are asked for. Immutable.
 *
 * @param states any of these
 * @param severity exactly this; null: any
 */
public record AlertFilter(List<AlertState> states, @Nullable Severity severity) {

    public AlertFilter {
        states = List.copyOf(states);
    }

    /**
     * The filter that somebody has written.
     *
     * @param state a state's name in lower case, open for all that stand, or all; null: all
     * @param severity its name in lower case; null: any
     * @throws IllegalArgumentException where there is none such
     */
    public static AlertFilter of(@Nullable String state, @Nullable String severity) {
        return new AlertFilter(statesOf(state), severityOf(severity));
    }

    /** Whether an alert is asked for. */
    public boolean matches(RegressionAlert alert) {
        return states.contains(alert.state()) && (severity == null || severity == alert.severity());
    }

    private static List<AlertState> statesOf(@Nullable String value) {
        if (value == null || value.equals("all")) {
            return List.of(AlertState.values());
        }
        if (value.equals("open")) {
            return Arrays.stream(AlertState.values()).filter(AlertState::isOpen).toList();
        }
        return Arrays.stream(AlertState.values())
                .filter(state -> label(state).equals(value))
                .findFirst()
                .map(List::of)
                .orElseThrow(() ->
                        new IllegalArgumentException("state was '" + value + "' but it must be one of open, all, "
                                + Arrays.stream(AlertState.values())
                                        .filter(state -> state != AlertState.OPEN)
                                        .map(AlertFilter::label)
                                        .collect(Collectors.joining(", "))));
    }

    private static @Nullable Severity severityOf(@Nullable String value) {
        if (value == null) {
            return null;
        }
        return Stream.of(Severity.values())
                .filter(severity -> severity.label().equals(value))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "severity was '" + value + "' but it must be one of info, warning, critical"));
    }

    private static String label(AlertState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
