package dev.backslide.jmh;

import dev.backslide.core.MetricEvent;

import java.util.Map;
import java.util.Optional;

/**
 * The recorded history. Earlier versions left the mode out of a name if a file had only one mode. A benchmark with such a name in its
 * history keeps it, if its history has the same mode.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface JmhHistory {

    /** Nothing is recorded yet. */
    JmhHistory NONE = event -> Optional.empty();

    /** Metadata of the newest measurement in the series that this event would join; empty: there is no such series. */
    Optional<Map<String, String>> newest(MetricEvent event);
}
