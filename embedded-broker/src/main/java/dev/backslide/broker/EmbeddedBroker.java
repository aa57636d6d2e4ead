package dev.backslide.broker;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One Kafka broker and controller in this JVM, listening on 127.0.0.1 only, its data surviving restarts and {@code kill -9}.
 * Thread-safe.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";
    private static final String FORMATTED = "meta.properties";

    private final KafkaRaftServer server;
    private final int port;

    private EmbeddedBroker(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * Formats the folder where it is new, starts the broker and returns once it takes requests.
     *
     * @throws BrokerException when the port is taken, the folder cannot be used, or the broker does not come up
     */
    public static EmbeddedBroker start(BrokerSettings settings) {
        int port = settings.port() == 0 ? freePort() : requireFree(settings.port());
        try {
            Files.createDirectories(settings.dataDir());
            KafkaConfig config =
                    new KafkaConfig(BrokerProperties.of(settings.dataDir(), port, controllerPort(port)), false);
            if (Files.notExists(settings.dataDir().resolve(FORMATTED))) {
                format(settings.dataDir());
            }
            KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
            server.startup();
            return new EmbeddedBroker(server, port);
        } catch (IOException e) {
            throw new BrokerException(
                    "the broker's folder '" + settings.dataDir() + "' cannot be used (" + e
                            + "); make it writable or choose another",
                    e);
        } catch (Exception e) {
            throw new BrokerException("the broker did not start in '" + settings.dataDir() + "': " + e.getMessage(), e);
        }
    }

    /** Host and port for clients. */
    public String bootstrapServers() {
        return LOOPBACK + ":" + port;
    }

    /** Stops the broker and returns once its logs are closed. */
    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static void format(Path dataDir) throws Exception {
        try (PrintStream quiet = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(quiet)
                    .setNodeId(BrokerProperties.NODE_ID)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setControllerListenerName(BrokerProperties.CONTROLLER_LISTENER)
                    .setMetadataLogDirectory(dataDir.toString())
                    .addDirectory(dataDir.toString())
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .run();
        }
    }

    private static int requireFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return port;
        } catch (IOException e) {
            throw new BrokerException(
                    "port " + port + " on " + LOOPBACK + " is taken; stop what uses it or choose another");
        }
    }

    /** The system may give out the broker's port again, which nothing holds yet. */
    private static int controllerPort(int brokerPort) {
        int port = freePort();
        while (port == brokerPort) {
            port = freePort();
        }
        return port;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new BrokerException("no free port on " + LOOPBACK, e);
        }
    }
}
