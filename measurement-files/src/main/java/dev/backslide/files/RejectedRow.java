package dev.backslide.files;

/**
 * A row of a file that is no measurement. Immutable.
 *
 * @param line of the file, from 1
 * @param text the row as it was written
 * @param reason offender, rule and next step
 */
public record RejectedRow(long line, String text, String reason) {}
