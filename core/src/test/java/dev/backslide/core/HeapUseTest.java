package dev.backslide.core;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HeapUseTest {

    private static final long GIB = 1L << 30;

    @Test
    void heap_thatCollectionsNoLongerEmpty_isTrouble() {
        assertThat(HeapUse.troubleOf(GIB - 1, GIB)).startsWith("the heap is full (1023 of 1024 MiB");
        assertThat(HeapUse.troubleOf(GIB / 10 * 9, GIB)).isNull();
    }

    @Test
    void heap_ofThisProcess_hasRoom() {
        assertThat(HeapUse.trouble()).isNull();
    }
}
