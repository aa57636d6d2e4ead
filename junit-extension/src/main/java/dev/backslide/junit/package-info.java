/** Performance-regression tests in JUnit Jupiter: record a metric, assert that it did not regress. */
@NullMarked
package dev.backslide.junit;

import org.jspecify.annotations.NullMarked;
