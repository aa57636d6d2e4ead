package dev.backslide.cluster;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * Whether somebody listens at an address: a busy server accepts connections long before it answers. Only a refusal is a no; a name
 * that is not found or a host that is far is not. Stateless.
 */
public final class PortProbe {

    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private PortProbe() {}

    /** @param servers {@code host:port}, separated by commas */
    static boolean isAny(String servers) {
        return Stream.of(servers.split(",")).map(String::strip).anyMatch(PortProbe::isServer);
    }

    private static boolean isServer(String server) {
        int colon = server.lastIndexOf(':');
        String host = server.substring(0, colon).replaceAll("^\\[|]$", "");
        return isAt(host, Integer.parseInt(server.substring(colon + 1)));
    }

    /** @param url by HTTP or HTTPS */
    public static boolean isAt(URI url) {
        int usual = "https".equals(url.getScheme()) ? HTTPS : HTTP;
        return isAt(url.getHost(), url.getPort() < 0 ? usual : url.getPort());
    }

    private static boolean isAt(String host, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), (int) TIMEOUT.toMillis());
            return true;
        } catch (ConnectException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
