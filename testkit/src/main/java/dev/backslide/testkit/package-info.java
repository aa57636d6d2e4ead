/** What the tests of several modules share: one broker per JVM, events, real series. */
@NullMarked
package dev.backslide.testkit;

import org.jspecify.annotations.NullMarked;
