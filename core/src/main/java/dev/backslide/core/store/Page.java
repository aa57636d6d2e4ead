package dev.backslide.core.store;

import java.util.List;

/**
 * Some of what was asked for, and how many there are in all. Immutable.
 *
 * @param total matches in the store
 * @param limit items at most, at least 1
 * @param offset matches left out before the first item, at least 0
 * @param items in the order that the answer promises
 * @since 0.1
 */
public record Page<T>(long total, int limit, long offset, List<T> items) {

    /** @throws StoreRequestException where limit or offset is out of range */
    public Page {
        requireBounds(limit, offset);
        items = List.copyOf(items);
    }

    /** A page of all matches, counted from the first one. */
    public static <T> Page<T> of(List<T> all, int limit, long offset) {
        requireBounds(limit, offset);
        int from = (int) Math.min(offset, all.size());
        int to = (int) Math.min((long) from + limit, all.size());
        return new Page<>(all.size(), limit, offset, all.subList(from, to));
    }

    /** A page of all matches, counted from the last one; its items stay in the order of the matches. */
    public static <T> Page<T> ofNewest(List<T> all, int limit, long offset) {
        requireBounds(limit, offset);
        int to = all.size() - (int) Math.min(offset, all.size());
        return new Page<>(all.size(), limit, offset, all.subList(Math.max(0, to - limit), to));
    }

    private static void requireBounds(int limit, long offset) {
        StoreRequestException.requireAtLeast("limit", limit, 1);
        StoreRequestException.requireAtLeast("offset", offset, 0);
    }
}
