package dev.backslide.configuration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a value may name, and what of it people are shown. */
class SecretValuesTest {

    private static final Map<String, String> VARIABLES = Map.of("HUSH", "hush ${env:OTHER}", "OTHER", "other");

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${sys:user.home}",
                "${xml:config.xml:/config/secret}",
                "${file:UTF-8:secret.txt}",
                "${url:UTF-8:http://127.0.0.1:9/x}",
                "${script:javascript:1+1}",
                "${const:java.io.File.separator}",
                "${base64Encoder:x}",
                "${dns:localhost}",
                "${regression_threshold}",
                "${env:}",
                "${env:HUSH:-x}"
            })
    void value_namingAnythingButAVariable_isTextAsWritten(String text) throws IOException {
        write("[performance_regression]\nregression_threshold = 7\nstorage_dir = " + text + "\n");

        assertThat(read().get(Setting.STORAGE_DIR)).isEqualTo(text);
    }

    @Test
    void value_namingAVariable_hasItOnceAndIsShownAsWritten() throws IOException {
        write("[performance_regression]\nstorage_dir = a/${env:HUSH}\n[kafka]\nclient.id = ${env:HUSH}\n");

        Configuration configuration = read();

        assertThat(configuration.get(Setting.STORAGE_DIR)).isEqualTo("a/hush ${env:OTHER}");
        assertThat(configuration.kafkaClient()).containsEntry("client.id", "hush ${env:OTHER}");
        assertThat(configuration.shown(Setting.STORAGE_DIR)).isEqualTo("a/${env:HUSH}");
        assertThat(configuration.shownKafkaClient()).containsEntry("client.id", "${env:HUSH}");
    }

    @Test
    void value_namingAVariableThatBreaksTheRule_isNamedAsWritten() throws IOException {
        write("[performance_regression]\nregression_threshold = ${env:HUSH}\nfloor = ${env:NONE}\n");

        assertThatThrownBy(this::read)
                .hasMessageContaining("regression_threshold was '${env:HUSH}' but it must be")
                .hasMessageContaining("floor names the environment variable NONE, which is not set")
                .hasMessageNotContaining("hush");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "include = other.ini",
                "[kafka]\nconfig.providers = file",
                "[kafka]\nconfig.providers.file.class = x"
            })
    void line_thatWouldReadAnotherFile_isRefused(String line) throws IOException {
        Files.writeString(folder.resolve("other.ini"), "[performance_regression]\nstorage_dir = elsewhere\n");
        write(line + "\n");

        assertThatThrownBy(this::read).isInstanceOf(InvalidConfigurationException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "client.id, hush, hush",
        "acks, all, all",
        "schema.registry.url, http://127.0.0.1:8081, http://127.0.0.1:8081",
        "schema.registry.url, http://user:hush@127.0.0.1:8081, http://********@127.0.0.1:8081",
        "sasl.oauthbearer.token.endpoint.url, https://u:hush@example.org/t, https://********@example.org/t",
        "sasl.jaas.config, hush, ********",
        "ssl.key.password, hush, ********",
        "ssl.keystore.location, /keys, /keys",
        "schema.registry.ssl.keystore.passphrase, hush, ********",
        "bearer.auth.credentials, hush, ********",
        "basic.auth.credentials.source, USER_INFO, USER_INFO",
        "basic.auth.user.info, me:hush, ********",
        "some.plugins.setting, hush, ********"
    })
    void kafkaSetting_shown_isMaskedUnlessKafkaCallsItHarmless(String name, String text, String shown)
            throws IOException {
        write("[kafka]\n" + name + " = " + text + "\n");

        assertThat(read().shownKafkaClient()).containsEntry(name, shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.example.Login required username=\"me\" password=\"hush\";",
                "org.example.Login required password='hush' username=\"me\";",
                "plain=hush"
            })
    void value_withQuotesAndEqualSigns_isWholeAndBelongsToItsName(String text) throws IOException {
        write("[kafka]\nsasl.jaas.config = " + text + "\nclient.id = \"a = 'b' ; c\"\n");

        assertThat(read().kafkaClient())
                .containsEntry("sasl.jaas.config", text)
                .containsEntry("client.id", "a = 'b' ; c");
    }

    @Test
    void value_behindAnotherSeparator_isNotRepeated() throws IOException {
        write("[kafka]\nsasl.jaas.config: hush\nssl.key.password hush\n[notifications]\nwebhook_url: https://x/hush\n");

        assertThatThrownBy(this::read)
                .hasMessageContaining("[kafka] sasl.jaas.config has no '=' behind it; write sasl.jaas.config = VALUE")
                .hasMessageContaining("[kafka] ssl.key.password has no '=' behind it")
                .hasMessageContaining("[notifications] webhook_url has no '=' behind it")
                .hasMessageNotContaining("hush");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kafka|bootstrap_servers = me:hush@host:9092",
                "sink|url = me:hush@host",
                "sink|url = ftp://me:hush@host/x",
                "sink|url = https://me:hu sh@host/x",
                "notifications|webhook_url = hooks.example.org/T0/hush",
                "notifications|webhook_url = ftp://hooks.example.org/T0/hush"
            })
    void problem_ofAnAddress_doesNotRepeatItsSecret(String section, String line) throws IOException {
        write("[" + section + "]\n" + line + "\n");

        assertThatThrownBy(this::read)
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageNotContaining("hush")
                .hasMessageNotContaining("hu sh");
    }

    private void write(String text) throws IOException {
        Files.writeString(folder.resolve(Configuration.FILE_NAME), text);
    }

    private Configuration read() {
        return Configuration.builder().variables(VARIABLES).workingDir(folder).build();
    }
}
