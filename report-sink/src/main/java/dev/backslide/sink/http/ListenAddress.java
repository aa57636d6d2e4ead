package dev.backslide.sink.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** The one address that the HTTP API listens on: never all of them, however they are spelt. Immutable. */
public final class ListenAddress {

    private final InetAddress address;

    private ListenAddress(InetAddress address) {
        this.address = address;
    }

    /** @throws IllegalArgumentException when the host is no address of a machine, or means all of this one's */
    public static ListenAddress of(String host) {
        try {
            String name = host.strip();
            InetAddress[] all = InetAddress.getAllByName(name);
            // An empty name is taken for loopback.
            if (!name.isEmpty() && Arrays.stream(all).noneMatch(InetAddress::isAnyLocalAddress)) {
                return new ListenAddress(all[0]);
            }
        } catch (UnknownHostException e) {
            throw refused(host, "one that can be resolved");
        }
        throw refused(host, "one address, e.g. 127.0.0.1, since the API has no log-in");
    }

    private static IllegalArgumentException refused(String host, String rule) {
        return new IllegalArgumentException("HTTP host was '" + host + "' but it must be " + rule);
    }

    boolean isLoopback() {
        return address.isLoopbackAddress();
    }

    /** As it is listened on: a number, so that nothing resolves it otherwise. */
    String text() {
        return address.getHostAddress();
    }
}
