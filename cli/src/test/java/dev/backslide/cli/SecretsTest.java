package dev.backslide.cli;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class SecretsTest {

    @ParameterizedTest
    @CsvSource({
        "ssl.key.password, hush, ********",
        "acks, all, all",
        "notifications.webhook_url, https://hooks.example.org/T0/secret, https://hooks.example.org/********",
        "notifications.webhook_url, https://user:hush@example.org/x, https://example.org/********",
        "notifications.webhook_url, http://127.0.0.1:9000, http://127.0.0.1:9000",
        "notifications.alertmanager_url, http://127.0.0.1:9093/am, http://127.0.0.1:9093/am"
    })
    void mask_secret_isStars(String name, String text, String shown) {
        assertThat(Secrets.mask(name, text)).isEqualTo(shown);
    }
}
