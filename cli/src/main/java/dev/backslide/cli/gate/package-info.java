/** The gate of a build: run a command, collect what it measured, decide, report. */
@NullMarked
package dev.backslide.cli.gate;

import org.jspecify.annotations.NullMarked;
