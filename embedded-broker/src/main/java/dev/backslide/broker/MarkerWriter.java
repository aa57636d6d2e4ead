package dev.backslide.broker;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.RequestHeader;
import org.apache.kafka.common.requests.WriteTxnMarkersRequest;
import org.apache.kafka.common.requests.WriteTxnMarkersRequest.TxnMarkerEntry;
import org.apache.kafka.common.requests.WriteTxnMarkersResponse;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Writes the marker that ends a transaction on one partition, by the request that coordinators send. Kafka's admin client can only
 * abort. The broker is of our own version, so that no version is negotiated. Stateless.
 */
final class MarkerWriter {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String CLIENT_ID = "backslide-broker";

    private MarkerWriter() {}

    /** @throws IOException when the broker does not answer or refuses; it has not been written then, or is refused the next time */
    static void write(int port, OpenTransaction open, DecidedTransactions.Decision decision) throws IOException {
        TxnMarkerEntry marker = new TxnMarkerEntry(
                open.producerId(),
                decision.producerEpoch(),
                open.coordinatorEpoch(),
                decision.result(),
                List.of(open.partition()),
                decision.version().featureLevel());
        WriteTxnMarkersResponse response = (WriteTxnMarkersResponse) send(
                port,
                new WriteTxnMarkersRequest.Builder(List.of(marker)).build(ApiKeys.WRITE_TXN_MARKERS.latestVersion()));
        Map<TopicPartition, Errors> errors = response.errorsByProducerId().get(open.producerId());
        Errors error = errors == null ? null : errors.get(open.partition());
        if (error != Errors.NONE) {
            throw new IOException("the broker refused the marker (" + error + ")");
        }
    }

    private static AbstractResponse send(int port, WriteTxnMarkersRequest request) throws IOException {
        RequestHeader header = new RequestHeader(request.apiKey(), request.version(), CLIENT_ID, 1);
        byte[] bytes = bytes(request.serializeWithHeader(header));
        try (Socket socket = new Socket()) {
            int timeoutMillis = (int) TIMEOUT.toMillis();
            socket.setSoTimeout(timeoutMillis);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), timeoutMillis);
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.writeInt(bytes.length);
            out.write(bytes);
            out.flush();
            DataInputStream in = new DataInputStream(socket.getInputStream());
            byte[] answer = in.readNBytes(in.readInt());
            return AbstractResponse.parseResponse(ByteBuffer.wrap(answer), header);
        }
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
