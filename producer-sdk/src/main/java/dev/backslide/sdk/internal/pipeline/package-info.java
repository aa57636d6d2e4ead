/** How a tracker talks to a running pipeline. No API. */
@NullMarked
package dev.backslide.sdk.internal.pipeline;

import org.jspecify.annotations.NullMarked;
