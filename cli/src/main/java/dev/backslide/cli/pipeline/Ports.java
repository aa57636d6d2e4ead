package dev.backslide.cli.pipeline;

import dev.backslide.cli.context.CommandFailure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Finds a taken port before anything is started, so that the error can name the flag. Stateless. */
final class Ports {

    private Ports() {}

    /**
     * Does nothing for port 0.
     *
     * @param service that wants it
     * @param flag that changes it
     */
    static void requireFree(int port, String service, String flag) {
        if (port == 0) {
            return;
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new CommandFailure("port " + port + ", where " + service + " should listen, is not free ("
                    + e.getMessage() + "); stop the program that uses it, or choose another port with " + flag);
        }
    }
}
