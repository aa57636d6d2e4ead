package dev.backslide.testkit;

import dev.backslide.broker.BrokerSettings;
import dev.backslide.broker.EmbeddedBroker;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Gives tests a {@link TestBroker} parameter: started for the first that asks, stopped after the last. Thread-safe. */
public final class BrokerExtension implements ParameterResolver {

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(BrokerExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestBroker.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return new TestBroker(context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(Shared.class, type -> new Shared(), Shared.class)
                .broker
                .bootstrapServers());
    }

    /** The broker and its folder, closed by JUnit with the root store. */
    private static final class Shared implements AutoCloseable {

        private final Path folder;
        private final EmbeddedBroker broker;

        Shared() {
            try {
                folder = Files.createTempDirectory("backslide-test-broker");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            broker = EmbeddedBroker.start(new BrokerSettings(folder, 0));
        }

        @Override
        public void close() throws IOException {
            broker.close();
            List<Path> deepestFirst;
            try (Stream<Path> files = Files.walk(folder)) {
                deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        }
    }
}
