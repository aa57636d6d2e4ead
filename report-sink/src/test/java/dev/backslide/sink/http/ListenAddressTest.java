package dev.backslide.sink.http;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ListenAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "*",
                "0",
                "0.0",
                "0.0.0",
                "0.0.0.0",
                " 0.0.0.0 ",
                "000.000.000.000",
                "0x0",
                "0x0.0x0.0x0.0x0",
                "::",
                "::0",
                "[::]",
                "[::0]",
                "0:0:0:0:0:0:0:0",
                "::0.0.0.0",
                "::ffff:0.0.0.0",
                "0::",
                "[0::0]"
            })
    void everyAddress_howeverSpelt_isRefused(String host) {
        assertThatThrownBy(() -> ListenAddress.of(host))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("HTTP host was '" + host + "' but it must be one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "::1", "[::1]", "127.1.2.3"})
    void loopback_isOneAddress(String host) {
        assertThat(ListenAddress.of(host).isLoopback()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.7", "2001:db8::7"})
    void addressOfANetwork_isOneAddress_andNoLoopback(String host) {
        assertThat(ListenAddress.of(host).isLoopback()).isFalse();
    }
}
