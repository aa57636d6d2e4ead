/** README and docs do what they say. */
@NullMarked
package dev.backslide.e2e.docs;

import org.jspecify.annotations.NullMarked;
