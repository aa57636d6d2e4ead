package dev.backslide.broker;

import java.nio.file.Path;

/**
 * Where the embedded broker keeps its data and listens. Immutable.
 *
 * @param dataDir folder of the logs; made where it is missing, kept between starts
 * @param port on 127.0.0.1, 0 to 65535; 0 means any free one
 */
public record BrokerSettings(Path dataDir, int port) {

    public BrokerSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("broker port was '" + port + "' but it must be 0 to 65535");
        }
        dataDir = dataDir.toAbsolutePath();
    }
}
