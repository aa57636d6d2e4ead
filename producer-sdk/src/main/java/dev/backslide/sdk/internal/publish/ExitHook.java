package dev.backslide.sdk.internal.publish;

import dev.backslide.sdk.MetricPublisher;

/** Closes a publisher when the JVM exits without having done so. Thread-safe. */
public final class ExitHook {

    private final Thread hook;

    public ExitHook(MetricPublisher publisher) {
        this.hook = new Thread(publisher::close, "backslide-close-on-exit");
    }

    public void add() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Does nothing when it was not added, or is running now. */
    public void remove() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is exiting: the hook is what closes, or another closes beside it.
        }
    }
}
