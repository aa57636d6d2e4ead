package dev.backslide.core.store;

import dev.backslide.core.RegressionAlert;

/**
 * An alert and the changes of its state. Immutable.
 *
 * @param alert as it is now
 * @param transitions its revisions, the first one first
 * @since 0.1
 */
public record AlertHistory(RegressionAlert alert, Page<RegressionAlert> transitions) {}
