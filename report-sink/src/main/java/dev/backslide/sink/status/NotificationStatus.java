package dev.backslide.sink.status;

/**
 * How one receiver's notifications are. Immutable.
 *
 * @param receiver its name: webhook, alertmanager
 * @param health whether the last one sent has arrived, and why not
 * @param sent notifications that arrived since this sink started
 * @param failed attempts that failed since this sink started
 * @param dropped notifications given up since this sink started
 */
public record NotificationStatus(String receiver, SinkHealth health, long sent, long failed, long dropped) {}
