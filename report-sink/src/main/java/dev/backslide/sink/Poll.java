package dev.backslide.sink;

import java.util.List;

/**
 * What was made of one poll. Immutable.
 *
 * @param batch to be stored
 * @param unreadable what was left out, because it could not be read
 */
record Poll(Batch batch, List<UnreadableRecord> unreadable) {}
