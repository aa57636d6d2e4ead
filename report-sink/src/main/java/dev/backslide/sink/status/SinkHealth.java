package dev.backslide.sink.status;

/**
 * How the sink is. Immutable.
 *
 * @param ok whether records are being read and stored
 * @param stopped whether it has stopped for good: only a new start helps
 * @param cause what is wrong and what to do, one sentence; {@code running} when nothing is
 */
public record SinkHealth(boolean ok, boolean stopped, String cause) {

    public static final SinkHealth RUNNING = new SinkHealth(true, false, "running");

    /** It waits, and goes on by itself once the cause is gone. */
    public static SinkHealth waiting(String cause) {
        return new SinkHealth(false, false, cause);
    }

    public static SinkHealth stopped(String cause) {
        return new SinkHealth(false, true, cause);
    }
}
