package dev.backslide.sdk;

/**
 * Told what the publisher also logs. Called on whatever thread found out, the caller's of {@code record} included, so
 * implementations must be thread-safe and quick; what they throw is logged and goes no further.
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
     * Measurements wait in memory, because the broker, its topic or the schema registry is not there. Reported at most once a
     * minute.
     *
     * @param message what is missing and what to do
     */
    default void waiting(String message) {}
}
