package dev.backslide.sink.store.row;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads and writes where to go on. Not thread-safe: the writer's thread only. */
public final class OffsetRows implements AutoCloseable {

    private final PreparedStatement all;
    private final PreparedStatement replace;

    public OffsetRows(Connection connection) throws SQLException {
        all = connection.prepareStatement("SELECT topic, \"partition\", topic_id, next_offset FROM offsets");
        replace = connection.prepareStatement(
                "INSERT OR REPLACE INTO offsets (topic, \"partition\", topic_id, next_offset) VALUES (?, ?, ?, ?)");
    }

    public List<NextOffset> read() throws SQLException {
        List<NextOffset> offsets = new ArrayList<>();
        try (ResultSet row = all.executeQuery()) {
            while (row.next()) {
                offsets.add(new NextOffset(
                        new TopicPartition(row.getString(1), row.getInt(2)),
                        Uuid.fromString(row.getString(3)),
                        row.getLong(4)));
            }
        }
        return offsets;
    }

    public void write(List<NextOffset> offsets) throws SQLException {
        for (NextOffset next : offsets) {
            replace.setString(1, next.partition().topic());
            replace.setInt(2, next.partition().partition());
            replace.setString(3, next.topicId().toString());
            replace.setLong(4, next.offset());
            replace.executeUpdate();
        }
    }

    @Override
    public void close() throws SQLException {
        all.close();
        replace.close();
    }
}
