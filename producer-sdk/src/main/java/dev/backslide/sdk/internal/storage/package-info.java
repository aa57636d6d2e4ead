/** Measurements and alerts in files: the journal of a folder, the specification's JSON, archives. JSON, gzip and zip only; no Kafka. No API. */
@NullMarked
package dev.backslide.sdk.internal.storage;

import org.jspecify.annotations.NullMarked;
