package dev.backslide.sink;

/**
 * How the sink is. Immutable.
 *
 * @param ok whether records are being read and stored
 * @param cause what is wrong and what to do, one sentence; {@code running} when nothing is
 */
public record SinkHealth(boolean ok, String cause) {

    static final SinkHealth RUNNING = new SinkHealth(true, "running");
}
