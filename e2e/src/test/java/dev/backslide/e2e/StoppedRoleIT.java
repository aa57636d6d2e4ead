package dev.backslide.e2e;

import dev.backslide.schemas.TopicSettings;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/** A role of {@code up} that has stopped for good ends the process, which says which and why, and leaves nothing running. */
class StoppedRoleIT {

    private static final String[] UP = {"up", "--port", "0", "--http-port", "0", "--data-dir", "data"};

    @TempDir
    Path folder;

    /** What happens to a running pipeline, and what it says then. */
    enum Fault {
        INPUT_TOPIC_DELETED("the detector has stopped: ", TopicSettings.DEFAULT.prefix() + ".metrics") {
            @Override
            void happen(Path data, String bootstrapServers) throws Exception {
                try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
                    admin.deleteTopics(List.of(TopicSettings.DEFAULT.prefix() + ".metrics"))
                            .all()
                            .get(60, TimeUnit.SECONDS);
                }
            }
        },
        DATABASE_DELETED("the sink has stopped: ", "backslide.db was deleted while it was open") {
            @Override
            void happen(Path data, String bootstrapServers) throws IOException {
                Files.delete(data.resolve("store/backslide.db"));
            }
        };

        private final String role;
        private final String cause;

        Fault(String role, String cause) {
            this.role = role;
            this.cause = cause;
        }

        abstract void happen(Path data, String bootstrapServers) throws Exception;
    }

    @ParameterizedTest
    @EnumSource
    void up_whoseRoleStopsForGood_endsInOneSentence_andStartsAgain(Fault fault) throws Exception {
        try (BackslideProcess first = BackslideProcess.start(folder, UP)) {
            String broker = first.announced("Kafka broker");
            fault.happen(folder.resolve("data"), broker);

            assertThat(first.exitCode()).as(first.err()).isEqualTo(1);
            assertThat(first.err().lines().filter(line -> line.contains(fault.role)))
                    .singleElement()
                    .asString()
                    .contains(fault.cause)
                    .contains("its log is ");
            assertThat(first.err()).doesNotContain("\tat ");
        }
        try (BackslideProcess second = BackslideProcess.start(folder, UP)) {
            String broker = second.announced("Kafka broker");
            BackslideProcess.Finished recorded = BackslideProcess.run(
                    folder,
                    "record",
                    "--model",
                    "shop",
                    "--name",
                    "checkout",
                    "--value",
                    "100",
                    "--unit",
                    "ms",
                    "--wait",
                    "120s",
                    "--bootstrap-servers",
                    broker);
            assertThat(recorded.code()).as(recorded.err()).isZero();
        }
    }
}
