package dev.backslide.core.store;

import dev.backslide.core.AlertState;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.Severity;
import dev.backslide.core.store.StoreRequestException.Problem;
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
 * @since 0.1
 */
public record AlertFilter(List<AlertState> states, @Nullable Severity severity) {

    /** Every alert. */
    public static final AlertFilter ALL = new AlertFilter(List.of(AlertState.values()), null);

    /** Every alert that is open, the acknowledged and snoozed ones included. */
    public static final AlertFilter OPEN = new AlertFilter(
            Arrays.stream(AlertState.values()).filter(AlertState::isOpen).toList(), null);

    private static final String ALL_TEXT = "all";
    private static final String OPEN_TEXT = "open";

    public AlertFilter {
        states = List.copyOf(states);
    }

    /**
     * The filter that somebody has written.
     *
     * @param state a state's name in lower case, open for all that stand, or all; null: all
     * @param severity its name in lower case; null: any
     * @throws StoreRequestException where there is none such
     */
    public static AlertFilter of(@Nullable String state, @Nullable String severity) {
        return new AlertFilter(statesOf(state), severityOf(severity));
    }

    /** The states as {@link #of} reads them. */
    public String stateText() {
        if (states.equals(ALL.states)) {
            return ALL_TEXT;
        }
        if (states.equals(OPEN.states)) {
            return OPEN_TEXT;
        }
        if (states.size() == 1 && states.get(0) != AlertState.OPEN) {
            return label(states.get(0));
        }
        throw new StoreRequestException(
                Problem.INVALID,
                "states were " + states + " but they must be all, those of open alerts, or one of the others");
    }

    /** Whether an alert is asked for. */
    public boolean matches(RegressionAlert alert) {
        return states.contains(alert.state()) && (severity == null || severity == alert.severity());
    }

    private static List<AlertState> statesOf(@Nullable String value) {
        if (value == null || value.equals(ALL_TEXT)) {
            return ALL.states;
        }
        if (value.equals(OPEN_TEXT)) {
            return OPEN.states;
        }
        return Arrays.stream(AlertState.values())
                .filter(state -> label(state).equals(value))
                .findFirst()
                .map(List::of)
                .orElseThrow(() -> new StoreRequestException(
                        Problem.INVALID,
                        "state was '" + value + "' but it must be one of open, all, "
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
                .orElseThrow(() -> new StoreRequestException(
                        Problem.INVALID, "severity was '" + value + "' but it must be one of info, warning, critical"));
    }

    private static String label(AlertState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
