package dev.backslide.cli.backtest;

import dev.backslide.core.text.Counted;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;

/**
 * How the result of a backtest is told. Immutable.
 *
 * @param json as JSON
 * @param limit most changes or alerts that a text lists
 * @param alerts file that the alerts are written to; null: none
 */
record BacktestOutput(boolean json, int limit, @Nullable Path alerts) {

    /** That measurements that do not say which way is better were judged both ways. */
    static String judgedBothWays(long count) {
        return Counted.of(
                        count,
                        "measurement has no known direction and was",
                        "measurements have no known direction and were")
                + " judged both ways; ";
    }
}
