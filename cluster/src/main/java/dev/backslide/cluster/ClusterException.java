package dev.backslide.cluster;

/** A cluster cannot be reached or used, or did not take what was published: the message names it, the rule and the next step. Immutable. */
public final class ClusterException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ClusterException(String message) {
        super(message);
    }

    ClusterException(String message, Throwable cause) {
        super(message, cause);
    }
}
