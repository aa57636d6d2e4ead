package dev.backslide.testkit;

import java.util.concurrent.atomic.AtomicInteger;

/** The real broker that the tests of this JVM share; each test keeps to topics of its own. Thread-safe. */
public final class TestBroker {

    private static final AtomicInteger PREFIXES = new AtomicInteger();

    private final String bootstrapServers;

    TestBroker(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** Host and port for clients. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** A topic prefix that no other test of this JVM uses. */
    public String uniquePrefix() {
        return "test-" + PREFIXES.incrementAndGet();
    }
}
