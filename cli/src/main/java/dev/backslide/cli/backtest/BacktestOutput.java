package dev.backslide.cli.backtest;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How the result of a backtest is told. Immutable.
 *
 * @param json as JSON
 * @param limit most changes or alerts that a text lists
 * @param alerts file that the alerts are written to; null: none
 */
record BacktestOutput(boolean json, int limit, @Nullable Path alerts) {}
