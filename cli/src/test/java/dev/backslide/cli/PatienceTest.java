package dev.backslide.cli;

import dev.backslide.cli.context.ExitCode;
import dev.backslide.sdk.internal.pipeline.SinkClient;
import dev.backslide.sdk.tracker.StorageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What listens and does not answer is busy, and what does not listen is not there. */
class PatienceTest {

    private static final String[] RECORD = {"record", "--model", "m", "--name", "n", "--value", "1", "--unit", "ms"};

    @TempDir
    private Path folder = Path.of("");

    @Test
    void broker_thatListensAndDoesNotAnswer_isWaitedForAsLongAsIsAsked() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + silent.getLocalPort();
            Map<String, String> variables = Map.of("BACKSLIDE_BOOTSTRAP_SERVERS", address);

            Run run = Run.in(folder, variables, with("--broker-timeout", "4s"));

            assertThat(run.code()).isEqualTo(ExitCode.FAILED);
            assertThat(run.errLines())
                    .containsExactly("backslide: the Kafka broker at " + address + " did not answer within 4 s;"
                            + " it may be busy: allow more time with --broker-timeout, or read its log");
        }
    }

    @Test
    void brokerTimeout_unlessSaid_isHalfAMinute() {
        assertThat(Run.in(folder, "config").out()).containsPattern("kafka\\.broker_timeout +30s +default");
        assertThat(Run.in(folder, with("--broker-timeout", "0s")).errLines())
                .singleElement()
                .asString()
                .startsWith("backslide: --broker-timeout was '0s' but it must be ");
    }

    @Test
    void sink_thatListensAndDoesNotAnswer_isNotMissing() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + silent.getLocalPort();

            assertThatThrownBy(() -> new SinkClient(url, "", Duration.ofMillis(500)).json("/health", Map.of()))
                    .isInstanceOf(StorageException.class)
                    .hasMessage("the sink at " + url
                            + " did not answer within 0.5 s; it may be busy: ask again, or read its log");
        }
    }

    private static String[] with(String... more) {
        String[] all = new String[RECORD.length + more.length];
        System.arraycopy(RECORD, 0, all, 0, RECORD.length);
        System.arraycopy(more, 0, all, RECORD.length, more.length);
        return all;
    }
}
