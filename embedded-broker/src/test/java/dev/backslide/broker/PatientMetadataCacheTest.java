package dev.backslide.broker;

import org.apache.kafka.common.DirectoryId;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.metadata.PartitionRecord;
import org.apache.kafka.common.metadata.TopicRecord;
import org.apache.kafka.common.network.ListenerName;
import org.apache.kafka.image.MetadataDelta;
import org.apache.kafka.image.MetadataImage;
import org.apache.kafka.image.MetadataProvenance;
import org.apache.kafka.server.common.KRaftVersion;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class PatientMetadataCacheTest {

    private static final ListenerName LISTENER = new ListenerName("PLAINTEXT");
    private static final int NO_LEADER = -1;

    private final PatientMetadataCache cache = new PatientMetadataCache(1, () -> KRaftVersion.KRAFT_VERSION_1);

    @Test
    void partition_withoutLeader_isNotTakenForADeletedOne() {
        Uuid topic = Uuid.randomUuid();
        MetadataDelta delta =
                new MetadataDelta.Builder().setImage(MetadataImage.EMPTY).build();
        delta.replay(new TopicRecord().setName("known").setTopicId(topic));
        delta.replay(new PartitionRecord()
                .setTopicId(topic)
                .setPartitionId(0)
                .setLeader(NO_LEADER)
                .setReplicas(List.of(1))
                .setIsr(List.of(1))
                .setDirectories(List.of(DirectoryId.UNASSIGNED)));
        cache.setImage(delta.apply(MetadataProvenance.EMPTY));

        assertThat(cache.getPartitionLeaderEndpoint("known", 0, LISTENER)).contains(Node.noNode());
        assertThat(cache.getPartitionLeaderEndpoint("known", 1, LISTENER)).isEmpty();
        assertThat(cache.getPartitionLeaderEndpoint("unknown", 0, LISTENER)).isEmpty();
    }
}
