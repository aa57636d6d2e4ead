/** Tests of the package. */
@NullMarked
package dev.backslide.cluster;

import org.jspecify.annotations.NullMarked;
