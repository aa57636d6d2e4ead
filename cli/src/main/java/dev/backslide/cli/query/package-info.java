/** Commands that show what is stored and handle alerts. */
@NullMarked
package dev.backslide.cli.query;

import org.jspecify.annotations.NullMarked;
