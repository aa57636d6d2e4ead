package dev.backslide.broker;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EmbeddedBrokerIT {

    @TempDir
    Path folder;

    @Test
    void restart_keepsTopics() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(new BrokerSettings(folder, 0));
                Admin admin = admin(broker)) {
            admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
        try (EmbeddedBroker broker = EmbeddedBroker.start(new BrokerSettings(folder, 0));
                Admin admin = admin(broker)) {
            Set<String> names = admin.listTopics().names().get(30, TimeUnit.SECONDS);
            assertThat(names).containsExactly("kept");
        }
    }

    @Test
    void takenPort_isNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            BrokerSettings settings = new BrokerSettings(folder, taken.getLocalPort());
            assertThatThrownBy(() -> EmbeddedBroker.start(settings))
                    .isInstanceOf(BrokerException.class)
                    .hasMessageContaining("port " + taken.getLocalPort())
                    .hasMessageContaining("choose another");
        }
    }

    @Test
    void unusableFolder_isNamed() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> EmbeddedBroker.start(new BrokerSettings(file, 0)))
                .isInstanceOf(BrokerException.class)
                .hasMessageContaining(file.toString());
    }

    /** Kafka changes levels through log4j-core, which is not here: there is nothing to change, and it says so. */
    @Test
    void levelsOfLoggers_areNotOffered() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(new BrokerSettings(folder, 0));
                Admin admin = admin(broker)) {
            ConfigResource loggers = new ConfigResource(
                    ConfigResource.Type.BROKER_LOGGER,
                    admin.describeCluster()
                            .controller()
                            .get(30, TimeUnit.SECONDS)
                            .idString());

            assertThat(admin.describeConfigs(List.of(loggers)).all().get(30, TimeUnit.SECONDS))
                    .hasEntrySatisfying(
                            loggers, config -> assertThat(config.entries()).isEmpty());
            AlterConfigOp debug =
                    new AlterConfigOp(new ConfigEntry("kafka.server.KafkaApis", "DEBUG"), AlterConfigOp.OpType.SET);
            assertThatThrownBy(() -> admin.incrementalAlterConfigs(Map.of(loggers, List.of(debug)))
                            .all()
                            .get(30, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(InvalidConfigurationException.class)
                    .hasMessageContaining("kafka.server.KafkaApis");
        }
    }

    private static Admin admin(EmbeddedBroker broker) {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }
}
