package dev.backslide.broker;

import kafka.server.BrokerServer;
import kafka.server.SharedServer;
import org.apache.kafka.metadata.KRaftMetadataCache;

/**
 * Kafka's broker with a {@link PatientMetadataCache}. It is put in where Kafka sets its own, before anything else of the broker
 * sees it. Thread-safe.
 */
final class PatientBroker extends BrokerServer {

    PatientBroker(SharedServer shared) {
        super(shared);
    }

    @Override
    public void metadataCache_$eq(KRaftMetadataCache ignored) {
        super.metadataCache_$eq(new PatientMetadataCache(
                config().nodeId(), () -> raftManager().client().kraftVersion()));
    }
}
