/** Tests of the package. */
@NullMarked
package dev.backslide.files;

import org.jspecify.annotations.NullMarked;
