/** Tests of the package. */
@NullMarked
package dev.backslide.cli.suite;

import org.jspecify.annotations.NullMarked;
