package dev.backslide.core.detection.evaluation;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * One object for each of many series in little memory: an object that was not used lately is replaced by its state, and rebuilt from it
 * when it is needed, as the topology does after a restart. Not thread-safe.
 *
 * @param <T> the objects
 * @param <S> their states
 */
final class SleepingCache<T, S> {

    private final int awakeLimit;
    private final Function<T, @Nullable S> state;
    private final Map<String, S> asleep = new HashMap<>();
    private final Map<String, T> awake = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * @param awakeLimit objects kept ready, at least 1
     * @param state of an object; null where a new one is as good
     */
    SleepingCache(int awakeLimit, Function<T, @Nullable S> state) {
        this.awakeLimit = awakeLimit;
        this.state = state;
    }

    /** @param rebuild from the state, null: a new object */
    T get(String id, Function<@Nullable S, T> rebuild) {
        T found = awake.get(id);
        if (found == null) {
            found = rebuild.apply(asleep.remove(id));
            awake.put(id, found);
            layOneToSleep();
        }
        return found;
    }

    private void layOneToSleep() {
        if (awake.size() > awakeLimit) {
            Map.Entry<String, T> eldest = awake.entrySet().iterator().next();
            S left = state.apply(eldest.getValue());
            if (left != null) {
                asleep.put(eldest.getKey(), left);
            }
            awake.remove(eldest.getKey());
        }
    }
}
