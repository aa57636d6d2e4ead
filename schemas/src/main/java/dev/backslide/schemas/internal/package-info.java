/** JSON of the HTTP API and of the specification's files: one home of each shape, written and read. */
@NullMarked
package dev.backslide.schemas.internal;

import org.jspecify.annotations.NullMarked;
