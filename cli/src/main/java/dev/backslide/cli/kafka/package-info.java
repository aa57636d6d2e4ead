/** Asking and following a cluster from a command. */
@NullMarked
package dev.backslide.cli.kafka;

import org.jspecify.annotations.NullMarked;
