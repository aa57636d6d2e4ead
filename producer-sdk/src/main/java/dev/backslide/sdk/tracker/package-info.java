/** Trackers: record, judge and keep, in files of a folder or through the pipeline. */
@NullMarked
package dev.backslide.sdk.tracker;

import org.jspecify.annotations.NullMarked;
