package dev.backslide.cli.backtest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backslide.core.statistics.ChangePercent;
import org.jspecify.annotations.Nullable;

/**
 * A change that a detector confirmed in a recorded file. Immutable.
 *
 * @param seriesId as the file has it
 * @param index of the measurement after which it was raised, as the file has it, else counted from 0
 * @param changePoint index of the first measurement of the new level
 * @param up whether the value rose
 * @param before the old level, in the metric's unit
 * @param after the new level, in the metric's unit
 */
record FoundChange(String seriesId, long index, long changePoint, boolean up, double before, double after) {

    String direction() {
        return up ? "up" : "down";
    }

    /** Signed, in percent of the old level; null: that is 0. */
    @Nullable
    Double percent() {
        return ChangePercent.of(before, after);
    }

    ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("series_id", seriesId)
                .put("index", index)
                .put("cp_index", changePoint)
                .put("direction", direction())
                .put("before", before)
                .put("after", after)
                .put("change_percent", percent());
    }
}
