package dev.backslide.core.store;

import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class NearestKeysTest {

    private static final List<String> KNOWN =
            List.of("my_model:inference_speed", "my_model:latency", "other:latency", "zebra:memory", "my_model:laten");

    @Test
    void to_typingError_namesTheNearestFirst() {
        assertThat(NearestKeys.to("my_model:infrence_speed", KNOWN)).hasSize(3).startsWith("my_model:inference_speed");
    }

    @Test
    void to_partOfAKey_namesThoseThatHoldIt() {
        assertThat(NearestKeys.to("LATENCY", KNOWN)).startsWith("my_model:latency", "other:latency");
    }

    @Test
    void to_nothingKnown_isEmpty() {
        assertThat(NearestKeys.to("m:n", List.of())).isEmpty();
    }
}
