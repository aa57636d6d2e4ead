/** How a publisher sends and waits. No API. */
@NullMarked
package dev.backslide.sdk.internal.publish;

import org.jspecify.annotations.NullMarked;
