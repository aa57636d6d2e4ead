package dev.backslide.sink.http;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class SlowConnectionsTest {

    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final CountDownLatch answer = new CountDownLatch(1);

    @BeforeEach
    void start() throws Exception {
        connector.setHost("127.0.0.1");
        connector.addBean(new SlowConnections(PATIENCE));
        server.addConnector(connector);
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                answer.await(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
                response.setStatus(204);
                callback.succeeded();
                return true;
            }
        });
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        answer.countDown();
        server.stop();
    }

    @Test
    void request_thatComesByteByByte_isCutOff() throws Exception {
        try (Socket socket = socket("GET / HTTP/1.1\r\nHost: localhost\r\nX: ")) {
            await().atMost(LONGEST).pollInterval(Duration.ofMillis(50)).until(() -> isCutOff(socket));
        }
    }

    @Test
    void request_thatIsWhole_waitsForItsAnswer_howeverLong() throws Exception {
        try (Socket socket = socket("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")) {
            long waited = System.nanoTime();
            await().atMost(LONGEST).until(() -> System.nanoTime() - waited > 4 * PATIENCE.toNanos());
            answer.countDown();
            assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 204");
        }
    }

    private Socket socket(String request) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort());
        socket.setSoTimeout((int) LONGEST.toMillis());
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static boolean isCutOff(Socket socket) {
        try {
            socket.getOutputStream().write('x');
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
