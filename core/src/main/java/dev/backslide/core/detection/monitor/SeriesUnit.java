package dev.backslide.core.detection.monitor;

import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricVerdict;
import dev.backslide.core.UnitConversion;
import dev.backslide.core.detection.history.StableHash;
import org.jspecify.annotations.Nullable;

import java.util.Optional;

/**
 * The unit of a series, in which everything of it is compared: that of its first measurement. Measurements in a unit of the same kind are
 * converted. A unit of another kind is a slip while one or two measurements come in it, which are compared with nothing; with the third
 * in a row it is meant, and the history begins anew. Not thread-safe: one owner.
 */
final class SeriesUnit {

    /** How many measurements in a row mean it. */
    static final int MEANT = 3;

    private @Nullable UnitMemory memory;
    private @Nullable String converted;
    private @Nullable UnitConversion conversion;

    SeriesUnit(@Nullable UnitMemory memory) {
        this.memory = memory;
    }

    @Nullable
    UnitMemory memory() {
        return memory;
    }

    /** The unit; null before the first measurement. */
    @Nullable
    String unit() {
        return memory == null ? null : memory.unit();
    }

    /** An event in the unit of the series; null: it measures another thing. The first one decides. */
    @Nullable
    MetricEvent inSeriesUnit(MetricEvent event, boolean first) {
        if (memory == null || first) {
            memory = UnitMemory.of(event.unit());
            return event;
        }
        if (event.unit().equals(memory.unit())) {
            return event;
        }
        UnitConversion to = conversion(event.unit(), memory.unit());
        return to == null ? null : event.inUnit(memory.unit(), to);
    }

    /** A verdict of the series in the unit of the event that it answers; null: none was asked for. */
    @Nullable
    MetricVerdict inUnitOf(MetricEvent event, @Nullable MetricVerdict verdict) {
        UnitConversion from = verdict == null ? null : conversion(event.unit(), verdict.unit());
        return verdict == null || from == null ? verdict : verdict.of(event, from::invert);
    }

    /** A measurement in the unit of the series: the other unit was a slip. Returns whether that is news. */
    boolean continued() {
        UnitMemory current = memory;
        if (current == null || current.other() == null) {
            return false;
        }
        memory = UnitMemory.of(current.unit());
        return true;
    }

    /** One more measurement in another unit; returns whether that unit is meant now. */
    boolean isMeant(MetricEvent event) {
        UnitMemory current = memory;
        long hash = StableHash.of(event.eventId());
        if (current == null || (current.other() != null && hash == current.otherHash())) {
            return false;
        }
        boolean same = current.other() != null
                && UnitConversion.between(event.unit(), current.other()).isPresent();
        memory = new UnitMemory(current.unit(), event.unit(), same ? current.otherCount() + 1 : 1, hash);
        return memory.otherCount() >= MEANT;
    }

    private @Nullable UnitConversion conversion(String from, String to) {
        if (!from.equals(converted)) {
            Optional<UnitConversion> found = UnitConversion.between(from, to);
            converted = from;
            conversion = found.orElse(null);
        }
        return conversion;
    }
}
