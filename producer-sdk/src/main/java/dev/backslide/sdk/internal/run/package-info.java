/** What is known of the run and the machine that measure. No API. */
@NullMarked
package dev.backslide.sdk.internal.run;

import org.jspecify.annotations.NullMarked;
