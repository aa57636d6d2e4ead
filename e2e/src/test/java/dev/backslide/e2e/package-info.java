/** The pipeline as a whole, and the rules of the house. */
@NullMarked
package dev.backslide.e2e;

import org.jspecify.annotations.NullMarked;
