/** The materialized store, reports, exports and the HTTP API. */
@NullMarked
package dev.backslide.sink;

import org.jspecify.annotations.NullMarked;
