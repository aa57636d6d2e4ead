/** The wire: topic catalogue, Avro contracts and the serdes that turn their records into the core's. */
@NullMarked
package dev.backslide.schemas;

import org.jspecify.annotations.NullMarked;
