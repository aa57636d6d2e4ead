/** How the sink is and how far it is, for those who look at it. */
@NullMarked
package dev.backslide.sink.status;

import org.jspecify.annotations.NullMarked;
