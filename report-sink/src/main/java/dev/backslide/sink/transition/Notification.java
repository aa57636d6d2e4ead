package dev.backslide.sink.transition;

import dev.backslide.core.RegressionAlert;
import dev.backslide.core.Severity;

import java.time.Instant;
import java.util.List;

/**
 * Something to be told to one receiver. Immutable.
 *
 * @param id its place in the order of the receiver's notifications
 * @param transition what happened
 * @param alert as it stood after that
 * @param earlierSeverities that the alert had before and has no longer
 * @param createdAt when it was noted
 * @param attempts made so far without success
 */
public record Notification(
        long id,
        Transition transition,
        RegressionAlert alert,
        List<Severity> earlierSeverities,
        Instant createdAt,
        int attempts) {

    /** The same each time it is sent, and of no other notification: whoever has seen it may ignore it. */
    public String idempotencyKey() {
        return alert.alertId() + "-" + alert.revision();
    }
}
