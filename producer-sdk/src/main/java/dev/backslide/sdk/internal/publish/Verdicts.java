package dev.backslide.sdk.internal.publish;

import dev.backslide.core.MetricVerdict;
import dev.backslide.sdk.DropReason;
import dev.backslide.sdk.VerdictOutcome;
import dev.backslide.sdk.VerdictOutcome.NoneCame;
import dev.backslide.sdk.VerdictOutcome.NotSent;
import dev.backslide.sdk.VerdictOutcome.Received;
import dev.backslide.sdk.internal.publish.PendingVerdict.Rejected;
import dev.backslide.sdk.internal.publish.PendingVerdict.Sendable;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends events and waits for their verdicts, all until one deadline. Thread-safe. */
public final class Verdicts {

    private final Sender sender;
    private final VerdictReader reader;
    private final String prefix;

    public Verdicts(Sender sender, VerdictReader reader, String prefix) {
        this.sender = sender;
        this.reader = reader;
        this.prefix = prefix;
    }

    /** An outcome for each attempt, in their order. The events are sent even when no verdict can be waited for. */
    public List<VerdictOutcome> sendAndAwait(List<PendingVerdict> attempts, Deadline deadline) {
        List<Sendable> sendable = new ArrayList<>();
        for (PendingVerdict attempt : attempts) {
            if (attempt instanceof Sendable one) {
                sendable.add(one);
            }
        }
        String unreachable = sendable.isEmpty() ? null : expect(sendable, deadline);
        sendable.forEach(one -> one.send(sender));
        List<VerdictOutcome> outcomes = new ArrayList<>();
        for (PendingVerdict attempt : attempts) {
            outcomes.add(
                    attempt instanceof Sendable one
                            ? outcomeOf(one, unreachable, deadline)
                            : ((Rejected) attempt).outcome());
        }
        return outcomes;
    }

    private @Nullable String expect(List<Sendable> sendable, Deadline deadline) {
        Future<Void> ready =
                reader.expect(sendable.stream().map(Sendable::verdictWait).toList(), deadline);
        try {
            ready.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
            return null;
        } catch (TimeoutException e) {
            return "the broker did not answer in time";
        } catch (ExecutionException e) {
            return messageOf(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "the waiting thread was interrupted";
        }
    }

    private VerdictOutcome outcomeOf(Sendable one, @Nullable String unreachable, Deadline deadline) {
        Future<MetricVerdict> verdict = one.verdictWait().verdict();
        DropReason dropped = one.dropped();
        try {
            if (dropped != null) {
                return new NotSent(dropped, "it was dropped (" + dropped + "); the listener and the log say why");
            }
            if (unreachable != null) {
                return noneCame(one, unreachable, deadline);
            }
            return new Received(verdict.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS), deadline.elapsed());
        } catch (TimeoutException e) {
            return noneCame(one, reasonOfSilence(one, deadline), deadline);
        } catch (ExecutionException e) {
            return noneCame(one, messageOf(e), deadline);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return noneCame(one, "the waiting thread was interrupted", deadline);
        } finally {
            verdict.cancel(false);
        }
    }

    private String reasonOfSilence(Sendable one, Deadline deadline) {
        if (one.isLost()) {
            return "the measurement was not delivered; the listener and the log say why";
        }
        if (!one.isDelivered()) {
            return "the broker has not accepted the measurement yet; it stays queued. Is the broker running?";
        }
        Duration allowed = Duration.ofNanos(deadline.atNanos() - deadline.startedNanos());
        return "no verdict came within " + allowed.toMillis() + " ms; is a detector running for topic prefix '" + prefix
                + "'?";
    }

    private static NoneCame noneCame(Sendable one, String reason, Deadline deadline) {
        return new NoneCame(one.isDelivered(), reason, deadline.elapsed());
    }

    private static String messageOf(ExecutionException e) {
        return String.valueOf(
                e.getCause() == null ? e.getMessage() : e.getCause().getMessage());
    }
}
