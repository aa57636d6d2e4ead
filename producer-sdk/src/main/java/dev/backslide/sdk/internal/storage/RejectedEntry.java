package dev.backslide.sdk.internal.storage;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An entry of a history file that is no measurement. Immutable.
 *
 * @param file name of the file
 * @param key series key that it stands under
 * @param index in that key's list, from 0
 * @param rule offender, rule and next step
 * @param entry as it was written
 */
record RejectedEntry(String file, String key, int index, String rule, JsonNode entry) {}
