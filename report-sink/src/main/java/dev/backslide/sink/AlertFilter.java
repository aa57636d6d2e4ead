package dev.backslide.sink;

import dev.backslide.core.AlertState;
import dev.backslide.core.Severity;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Which alerts are asked for. Immutable.
 *
 * @param states any of these
 * @param severity exactly this; null: any
 */
record AlertFilter(List<AlertState> states, @Nullable Severity severity) {}
