/** The whole pipeline in one process. */
@NullMarked
package dev.backslide.cli.pipeline;

import org.jspecify.annotations.NullMarked;
