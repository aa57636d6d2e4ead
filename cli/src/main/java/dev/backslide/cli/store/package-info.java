/** The alert store that a command asks: a local folder or a running sink; and its upkeep. */
@NullMarked
package dev.backslide.cli.store;

import org.jspecify.annotations.NullMarked;
