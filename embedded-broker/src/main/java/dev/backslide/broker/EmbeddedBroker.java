package dev.backslide.broker;

import kafka.server.KafkaConfig;
import org.apache.kafka.common.Uuid;
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

    private final KafkaNode node;
    private final int port;

    private EmbeddedBroker(KafkaNode node, int port) {
        this.node = node;
        this.port = port;
    }

    /**
     * Formats the folder where it is new, starts the broker and returns once it takes requests, and every transaction that was decided
     * before a crash is ended on all of its partitions, or will be by its coordinator.
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
            return start(new KafkaNode(config), port);
        } catch (IOException e) {
            throw new BrokerException(
                    "the broker's folder '" + settings.dataDir() + "' cannot be used (" + e
                            + "); make it writable or choose another",
                    e);
        } catch (Exception e) {
            throw new BrokerException("the broker did not start in '" + settings.dataDir() + "': " + e.getMessage(), e);
        }
    }

    private static EmbeddedBroker start(KafkaNode node, int port) throws IOException {
        node.start();
        EmbeddedBroker broker = new EmbeddedBroker(node, port);
        try {
            new LostMarkers(broker.bootstrapServers(), port).write();
            return broker;
        } catch (IOException | RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    /** Host and port for clients. */
    public String bootstrapServers() {
        return LOOPBACK + ":" + port;
    }

    /** Stops the broker and returns once its logs are closed. */
    @Override
    public void close() {
        node.close();
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
                    "port " + port + " on " + LOOPBACK + " is in use; stop the program that uses it or choose another");
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
