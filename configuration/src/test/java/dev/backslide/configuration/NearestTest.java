package dev.backslide.configuration;

import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class NearestTest {

    private static final List<String> KNOWN = List.of("record", "replay", "report", "alerts");

    @Test
    void typo_oneLetterSwapped_findsTheName() {
        assertThat(Nearest.to("recrod", KNOWN)).contains("record");
    }

    @Test
    void typo_otherCase_findsTheName() {
        assertThat(Nearest.to("ALERTS", KNOWN)).contains("alerts");
    }

    @Test
    void word_unlikeAnyName_findsNothing() {
        assertThat(Nearest.to("elephant", KNOWN)).isEmpty();
    }

    @Test
    void distance_kittenAndSitting_isThree() {
        assertThat(Nearest.distance("kitten", "sitting")).isEqualTo(3);
    }
}
