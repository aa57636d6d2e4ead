package dev.backslide.sdk;

/**
 * Receives the events that the publisher also logs. The publisher calls it on any thread, also on the caller's of {@code record}, so
 * implementations must be thread-safe and quick; it logs their exceptions and does not pass them on.
 *
 * @since 0.1
 */
public interface PublisherListener {

    /** Does nothing. */
    PublisherListener NONE = new PublisherListener() {};

    /**
     * Measurements were dropped. Invalid ones are reported once for each metric, all others at most once a second.
     *
     * @param reason why
     * @param metric {@code model_name:name} of the (last) one, as given, cut to a readable length
     * @param count dropped for this reason since its last report, at least 1
     * @param message offender, rule and next step
     */
    default void dropped(DropReason reason, String metric, long count, String message) {}

    /**
     * Measurements wait in memory, because the broker, its topic or the schema registry is unavailable. Reported at most once a
     * minute.
     *
     * @param message the missing part and the next step
     */
    default void waiting(String message) {}
}
