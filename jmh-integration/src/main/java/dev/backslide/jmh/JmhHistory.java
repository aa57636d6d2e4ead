package dev.backslide.jmh;

import dev.backslide.core.MetricEvent;

import java.util.Map;
import java.util.Optional;

/**
 * What is recorded already. Earlier versions left the mode out of a name where a file had one mode only; a benchmark whose history
 * has such a name keeps it, if the history says that it was measured in the same mode.
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
