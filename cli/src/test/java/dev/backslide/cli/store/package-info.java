/** Tests of the package. */
@NullMarked
package dev.backslide.cli.store;

import org.jspecify.annotations.NullMarked;
