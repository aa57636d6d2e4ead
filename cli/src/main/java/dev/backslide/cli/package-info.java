/** The {@code backslide} command: the client commands, and the whole pipeline in one process. */
@NullMarked
package dev.backslide.cli;

import org.jspecify.annotations.NullMarked;
