package dev.backslide.core.text;

import dev.backslide.core.MetricEvent;
import dev.backslide.core.Run;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

class SecretsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "ssl.key.password hush ********",
                "ssl.keystore.passphrase hush ********",
                "bearer.auth.credentials hush ********",
                "bearer.auth.token hush ********",
                "sasl.jaas.config hush ********",
                "MY_API-KEY hush ********",
                "acks all all",
                "sink.url https://user:hush@example.org/x https://********@example.org/x",
                "sink.url https://hush@example.org:80/x https://********@example.org:80/x",
                "sink.url https://user:hu/s@h@example.org/x https://********@example.org/x",
                "sink.url https://example.org:8443/a@b https://example.org:8443/a@b",
                "sink.url http://127.0.0.1:9093/am?access_token=hush&x=1 http://127.0.0.1:9093/am?access_token=********&x=1",
                "sink.url http://127.0.0.1:9093/am?series_key=a http://127.0.0.1:9093/am?series_key=a"
            })
    void mask_secret_isStars(String name, String text, String shown) {
        assertThat(Secrets.mask(name, text)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "https://hooks.example.org/T0/secret https://hooks.example.org/********",
                "https://user:hush@example.org/x https://********@example.org/********",
                "https://example.org?token=hush https://example.org/********",
                "http://127.0.0.1:9000 http://127.0.0.1:9000",
                "hooks.example.org/T0/secret ********"
            })
    void maskPath_urlWithASecretPath_keepsTheHost(String url, String shown) {
        assertThat(Secrets.maskPath(url)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "api_token hush ********",
                "authToken hush ********",
                "db.password 1234 ********",
                "params.apiKey hush ********",
                "db postgres://me:hush@host/x postgres://********@host/x",
                "max_tokens 512 512",
                "ms_per_token 12.5 12.5",
                "tokenizer bpe bpe",
                "secretary Kim Kim",
                "mail me@example.org me@example.org"
            })
    void fact_ofAMeasurement_isMaskedWhereItsNameEndsAsASecrets(String name, String text, String shown) {
        MetricEvent event = MetricEvent.builder("m", "n", 1, "ms")
                .timestamp(Instant.EPOCH)
                .metadata(name, text)
                .run(new Run(null, null, null, null, "https://me:hush@example.org/x"))
                .build();

        assertThat(event.metadata()).containsEntry(name, shown);
        assertThat(event.run().buildUrl()).isEqualTo("https://********@example.org/x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-Djavax.net.ssl.keyStorePassword=hush it|-Djavax.net.ssl.keyStorePassword=********",
                "-Dapi_key=hush|-Dapi_key=********",
                "-javaagent:/agent.jar=host=h,token=hush|-javaagent:/agent.jar=host=h,token=********",
                "-Ddb=jdbc:postgresql://me:hush@db/x|-Ddb=jdbc:postgresql://********@db/x",
                "-Xmx128m|-Xmx128m",
                "-XX:MaxHeapSize=1g|-XX:MaxHeapSize=1g"
            })
    void maskOption_ofASecret_keepsItsName(String option, String shown) {
        assertThat(Secrets.maskOption(option)).isEqualTo(shown);
    }
}
