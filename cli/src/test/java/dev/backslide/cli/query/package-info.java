/** Tests of the package. */
@NullMarked
package dev.backslide.cli.query;

import org.jspecify.annotations.NullMarked;
