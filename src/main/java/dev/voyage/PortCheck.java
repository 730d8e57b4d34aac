package dev.voyage;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/** Tries the port of the service before anything is started, so that a port in use costs no start-up and no log. */
final class PortCheck {

    private static final String HOST = "127.0.0.1";
    private static final String PORT = "8080";

    private PortCheck() {}

    /**
     * Does nothing if host or port cannot be read: the framework will say so.
     *
     * @throws IOException if the port is in use, with a sentence that advises
     */
    static void check(DefaultPlaces places) throws IOException {
        String port = places.setting("quarkus.http.port").orElse(PORT).strip();
        if (!port.matches("\\d{1,5}") || port.matches("0+")) {
            return;
        }
        String host = places.setting("quarkus.http.host").orElse(HOST).strip();
        try (var probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getByName(host), Integer.parseInt(port)));
        } catch (BindException taken) {
            throw new IOException(
                    "port " + port + " of " + host + " cannot be used (" + taken.getMessage()
                            + "): choose another one with voyage serve --port N, or 0 for any free one",
                    taken);
        } catch (UnknownHostException | IllegalArgumentException unusual) {
            return;
        }
    }
}
