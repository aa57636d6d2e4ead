package dev.backslide.broker;

/** The embedded broker could not start or stop. The message names the offender, the rule and the next step. Immutable. */
public final class BrokerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BrokerException(String message) {
        super(message);
    }

    BrokerException(String message, Throwable cause) {
        super(message, cause);
    }
}
