package dev.backslide.sdk.internal.storage;

import dev.backslide.core.AlertCommand;

import java.util.Objects;

/**
 * A command, and where it belongs between the measurements of its series. Immutable.
 *
 * @param after how many measurements of its series, in the order of their arrival, came before it; at least 0
 * @param command what was done
 */
public record PositionedCommand(long after, AlertCommand command) {

    public PositionedCommand {
        Objects.requireNonNull(command);
    }
}
