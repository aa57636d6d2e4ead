/** The HTTP API: its paths, and what a request passes before it is answered. */
@NullMarked
package dev.backslide.sink.http;

import org.jspecify.annotations.NullMarked;
