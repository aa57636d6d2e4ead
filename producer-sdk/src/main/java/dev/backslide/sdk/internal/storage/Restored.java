package dev.backslide.sdk.internal.storage;

import java.util.List;

/**
 * What a restore added; what was there already is not counted. Immutable.
 *
 * @param measurements added; through a pipeline: sent, which knows a duplicate by its event id
 * @param transitions changes of alerts that are there now and were not before
 * @param commands added or sent
 * @param differences what the target does not have as the archive has it, a line each; empty: nothing
 */
public record Restored(long measurements, long transitions, long commands, List<String> differences) {

    public Restored {
        differences = List.copyOf(differences);
    }
}
