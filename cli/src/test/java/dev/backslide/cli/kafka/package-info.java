/** Tests of the package. */
@NullMarked
package dev.backslide.cli.kafka;

import org.jspecify.annotations.NullMarked;
