package dev.backslide.core.text;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class CountedTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0 rows | 0 rows were rejected",
                "1 | 1 row | 1 row was rejected",
                "1204 | 1,204 rows | 1,204 rows were rejected"
            })
    void number_hasTheNounsNumber(long count, String rows, String rejected) {
        assertThat(Counted.of(count, "row")).isEqualTo(rows);
        assertThat(Counted.of(count, "row was", "rows were") + " rejected").isEqualTo(rejected);
    }
}
