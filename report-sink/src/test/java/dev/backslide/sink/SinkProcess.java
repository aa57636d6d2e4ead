package dev.backslide.sink;

import dev.backslide.schemas.TopicSettings;
import dev.backslide.sink.settings.NotificationSettings;
import dev.backslide.sink.settings.SinkSettings;
import dev.backslide.testkit.TestBroker;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A sink in a process of its own, for a test to kill. */
public final class SinkProcess {

    private SinkProcess() {}

    /** Starts one; its output goes to {@code process.log} in the folder. */
    public static Process start(TestBroker broker, Publisher publisher, Path folder, URI webhook) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SinkProcess.class.getName(),
                        broker.bootstrapServers(),
                        publisher.settings().prefix(),
                        folder.toString(),
                        webhook.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("process.log").toFile())
                .start();
    }

    /** @param arguments bootstrap servers, topic prefix, store folder, webhook or nothing */
    public static void main(String[] arguments) throws InterruptedException {
        SinkSettings settings =
                SinkSettings.of(arguments[0], TopicSettings.DEFAULT.withPrefix(arguments[1]), Path.of(arguments[2]));
        Sink sink = Sink.start(
                arguments.length < 4
                        ? settings
                        : settings.withNotifications(
                                NotificationSettings.NONE.withReceivers(URI.create(arguments[3]), null)));
        Runtime.getRuntime().addShutdownHook(new Thread(sink::close));
        new CountDownLatch(1).await();
    }
}
