/** How a local tracker keeps and judges. No API. */
@NullMarked
package dev.backslide.sdk.internal.local;

import org.jspecify.annotations.NullMarked;
