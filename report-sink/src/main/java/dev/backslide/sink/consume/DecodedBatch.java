package dev.backslide.sink.consume;

import dev.backslide.sink.store.row.StoreBatch;

import java.util.List;

/**
 * What was made of one poll. Immutable.
 *
 * @param batch to be stored
 * @param unreadable what was left out, because it could not be read
 */
record DecodedBatch(StoreBatch batch, List<UnreadableRecord> unreadable) {}
