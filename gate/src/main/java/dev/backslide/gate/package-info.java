/**
 * The gate of a build: decides by what a run measured, and reports. Knows no process, no broker and no command line: callers run what
 * is measured and collect its measurements. Start with {@link dev.backslide.gate.Gate}.
 */
@NullMarked
package dev.backslide.gate;

import org.jspecify.annotations.NullMarked;
