package dev.backslide.sink.transition;

import dev.backslide.core.AlertState;
import dev.backslide.core.Severity;

/**
 * An alert as it stood before a change. Immutable.
 *
 * @param state it was in
 * @param severity the highest that it has had since it opened last
 */
public record AlertBefore(AlertState state, Severity severity) {}
