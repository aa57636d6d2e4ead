package dev.backslide.sink;

import dev.backslide.schemas.TopicSettings;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A sink in a process of its own, for a test to kill. */
final class SinkProcess {

    private SinkProcess() {}

    /** @param arguments bootstrap servers, topic prefix, store folder */
    public static void main(String[] arguments) throws InterruptedException {
        Sink sink = Sink.start(
                SinkSettings.of(arguments[0], TopicSettings.DEFAULT.withPrefix(arguments[1]), Path.of(arguments[2])));
        Runtime.getRuntime().addShutdownHook(new Thread(sink::close));
        new CountDownLatch(1).await();
    }
}
