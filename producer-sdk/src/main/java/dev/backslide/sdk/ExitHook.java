package dev.backslide.sdk;

/** Closes a publisher when the JVM exits without having done so. Thread-safe. */
final class ExitHook {

    private final Thread hook;

    ExitHook(MetricPublisher publisher) {
        this.hook = new Thread(publisher::close, "backslide-close-on-exit");
    }

    void add() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Does nothing when it was not added, or is running now. */
    void remove() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is exiting: the hook is what closes, or another closes beside it.
        }
    }
}
