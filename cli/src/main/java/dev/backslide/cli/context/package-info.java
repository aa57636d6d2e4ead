/** What every command knows: its process, its root, exit codes, failures. */
@NullMarked
package dev.backslide.cli.context;

import org.jspecify.annotations.NullMarked;
