package dev.backslide.sdk.internal.publish;

import dev.backslide.core.text.LogLine;
import dev.backslide.sdk.DropReason;
import dev.backslide.sdk.MetricPublisher;
import dev.backslide.sdk.PublisherListener;
import dev.backslide.sdk.internal.storage.Warnings;
import org.slf4j.Logger;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Says what was dropped, and that the broker is away, often enough to be seen and seldom enough to be read. Thread-safe. */
public final class DropLogger {

    private static final Logger LOG = Warnings.of(MetricPublisher.class);
    private static final Duration DROPS_APART = Duration.ofSeconds(1);
    private static final Duration WAITS_APART = Duration.ofMinutes(1);
    /** Beyond so many invalid metrics the next are reported by time: the memory of names stays bounded. */
    private static final int REMEMBERED_NAMES = 1_000;

    private static final int READABLE = 200;

    private final PublisherListener listener;
    private final Set<String> invalidNames = ConcurrentHashMap.newKeySet();
    private final Map<DropReason, Drops> drops = new EnumMap<>(DropReason.class);
    private final Throttle waits = new Throttle(WAITS_APART);

    public DropLogger(PublisherListener listener) {
        this.listener = listener;
        for (DropReason reason : DropReason.values()) {
            drops.put(reason, new Drops());
        }
    }

    /** An invalid measurement: reported when it is the first of its metric. */
    public void invalid(String metric, String message) {
        String readable = readable(metric);
        if (invalidNames.size() >= REMEMBERED_NAMES) {
            dropped(DropReason.INVALID, metric, message);
        } else if (invalidNames.add(readable)) {
            report(DropReason.INVALID, readable, 1, message + " (reported once for this metric)");
        }
    }

    /** Any other drop: reported now, or with the next that is due. */
    public void dropped(DropReason reason, String metric, String message) {
        Drops of = Objects.requireNonNull(drops.get(reason));
        of.last = new Drop(readable(metric), message);
        of.unreported.incrementAndGet();
        if (of.throttle.isDue()) {
            report(reason, of);
        }
    }

    /** Reports drops that have come since their reason's last report, where the next is due, or in any case. */
    public void summarize(boolean inAnyCase) {
        drops.forEach((reason, of) -> {
            if (of.unreported.get() > 0 && (inAnyCase || of.throttle.isDue())) {
                report(reason, of);
            }
        });
    }

    void waiting(String message) {
        if (waits.isDue()) {
            LOG.atWarn()
                    .setMessage("Measurements wait in memory")
                    .addKeyValue("cause", LogLine.of(message))
                    .log();
            tell(to -> to.waiting(message));
        }
    }

    private void report(DropReason reason, Drops of) {
        Drop last = of.last;
        long count = of.unreported.getAndSet(0);
        if (count > 0) {
            report(reason, last.metric, count, last.message);
        }
    }

    private void report(DropReason reason, String metric, long count, String message) {
        LOG.atWarn()
                .setMessage("Measurements dropped")
                .addKeyValue("reason", reason)
                .addKeyValue("metric", LogLine.of(metric))
                .addKeyValue("count", count)
                .addKeyValue("cause", LogLine.of(message))
                .log();
        tell(to -> to.dropped(reason, metric, count, message));
    }

    private void tell(Consumer<PublisherListener> news) {
        try {
            news.accept(listener);
        } catch (RuntimeException e) {
            LOG.warn("The publisher's listener failed", e);
        }
    }

    private static String readable(String metric) {
        return metric.length() <= READABLE ? metric : metric.substring(0, READABLE) + "…";
    }

    /** Unreported drops of one reason. */
    private static final class Drops {
        private final Throttle throttle = new Throttle(DROPS_APART);
        private final AtomicLong unreported = new AtomicLong();
        private volatile Drop last = new Drop("", "");
    }

    private record Drop(String metric, String message) {}

    /** Lets one through per interval, the first at once. */
    private static final class Throttle {
        private final long apartNanos;
        private final AtomicLong nextNanos = new AtomicLong(System.nanoTime());

        Throttle(Duration apart) {
            this.apartNanos = apart.toNanos();
        }

        boolean isDue() {
            long now = System.nanoTime();
            long next = nextNanos.get();
            return now - next >= 0 && nextNanos.compareAndSet(next, now + apartNanos);
        }
    }
}
