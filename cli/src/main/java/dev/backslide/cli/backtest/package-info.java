/** Detectors over recorded files: alerts, changes, scores, comparison, A/A check. */
@NullMarked
package dev.backslide.cli.backtest;

import org.jspecify.annotations.NullMarked;
