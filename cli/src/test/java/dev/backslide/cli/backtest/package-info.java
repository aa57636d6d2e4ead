/** Tests of the package. */
@NullMarked
package dev.backslide.cli.backtest;

import org.jspecify.annotations.NullMarked;
