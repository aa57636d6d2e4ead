/** Logging: a file for the long-running commands, the terminal for the others. */
@NullMarked
package dev.backslide.cli.log;

import org.jspecify.annotations.NullMarked;
