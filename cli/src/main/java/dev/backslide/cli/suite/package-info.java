/** Running the performance tests of a class path under the gate. */
@NullMarked
package dev.backslide.cli.suite;

import org.jspecify.annotations.NullMarked;
