package dev.backslide.core.store;

import dev.backslide.core.RegressionAlert;

import java.util.List;

/**
 * A store does not answer what it was asked, or does not do it: the request is wrong, and the store is well. The message names the
 * offender, the rule and the next step. Immutable.
 *
 * @since 0.1
 */
public final class StoreRequestException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Problem problem;

    /** Why a request is refused. */
    public enum Problem {
        /** It breaks a rule, whatever the store has. */
        INVALID,
        /** The store has no such series or alert. */
        UNKNOWN,
        /** The store has it, and not in a state or as the only one that the request needs. */
        CONFLICT
    }

    /** @param message offender, rule and next step in one sentence */
    public StoreRequestException(Problem problem, String message) {
        super(message);
        this.problem = problem;
    }

    /** Why the request is refused. */
    public Problem problem() {
        return problem;
    }

    /**
     * No series has a key.
     *
     * @param known keys that the store has, of which the nearest are named
     */
    public static StoreRequestException unknownSeries(String key, Iterable<String> known) {
        return new StoreRequestException(Problem.UNKNOWN, NearestKeys.unknownSeries(key, known));
    }

    /**
     * No alert has an id, nor one that starts so.
     *
     * @param known ids that the store has, of which the nearest are named
     */
    public static StoreRequestException unknownAlert(String id, Iterable<String> known) {
        return new StoreRequestException(Problem.UNKNOWN, NearestKeys.unknownAlert(id, known));
    }

    /**
     * The start of an id is not enough to name one alert.
     *
     * @param found two or more that start so
     */
    public static StoreRequestException severalAlerts(String start, List<RegressionAlert> found) {
        List<String> ids = found.stream().map(RegressionAlert::alertId).sorted().toList();
        return new StoreRequestException(
                Problem.CONFLICT,
                "several alerts start with '" + start + "', e.g. " + ids.get(0) + " and " + ids.get(1)
                        + "; give a longer part of the id");
    }

    /** @throws StoreRequestException where a number is smaller than it may be */
    public static void requireAtLeast(String name, long value, long least) {
        if (value < least) {
            throw new StoreRequestException(
                    Problem.INVALID, name + " was '" + value + "' but it must be a whole number of at least " + least);
        }
    }

    /** @throws StoreRequestException where an alert's id is empty, of which every id is a continuation */
    public static String requireId(String id) {
        if (id.isBlank()) {
            throw new StoreRequestException(
                    Problem.INVALID,
                    "ID was empty but it must be the id of an alert or its start; './backslide alerts' shows them");
        }
        return id;
    }
}
