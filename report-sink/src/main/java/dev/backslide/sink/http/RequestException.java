package dev.backslide.sink.http;

/** A request that cannot be answered as it was asked; the message is the answer. Immutable. */
final class RequestException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    private RequestException(int status, String message) {
        super(message);
        this.status = status;
    }

    static RequestException bad(String message) {
        return new RequestException(400, message);
    }

    static RequestException forbidden(String message) {
        return new RequestException(403, message);
    }

    static RequestException unavailable(String message) {
        return new RequestException(503, message);
    }

    static RequestException conflict(String message) {
        return new RequestException(409, message);
    }

    static RequestException unsupported(String message) {
        return new RequestException(415, message);
    }

    int status() {
        return status;
    }
}
