package dev.backslide.cli;

import dev.backslide.configuration.KafkaNames;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Here, and not beside the names: this module has Kafka Streams on its class path. */
class KafkaNamesTest {

    @Test
    void names_ofKafkaStreams_areAllKnownOrReserved() {
        assertThat(KafkaNames.all())
                .containsAll(StreamsConfig.configDef().names().stream()
                        .filter(name -> !name.equals("bootstrap.servers") && !KafkaNames.isReserved(name))
                        .toList());
    }
}
