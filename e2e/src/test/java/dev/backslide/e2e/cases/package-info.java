/** Test classes as users write them, which the tests of this module run. */
@NullMarked
package dev.backslide.e2e.cases;

import org.jspecify.annotations.NullMarked;
