/** Tests of the package. */
@NullMarked
package dev.backslide.cli.pipeline;

import org.jspecify.annotations.NullMarked;
