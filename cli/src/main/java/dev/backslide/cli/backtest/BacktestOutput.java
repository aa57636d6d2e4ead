package dev.backslide.cli.backtest;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;

/**
 * How the result of a backtest is told. Immutable.
 *
 * @param json as JSON
 * @param limit most changes or alerts that a text lists
 * @param alerts file that the alerts are written to; null: none
 */
record BacktestOutput(boolean json, int limit, @Nullable Path alerts) {}
