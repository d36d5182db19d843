package org.ipmibridge.launcher.e2e;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * Reads the bridge's figures as Prometheus does.
 *
 * @param port where they are served, or are to be
 * @param http the client
 */
record Scrape(int port, HttpClient http) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** At a TCP port of 127.0.0.1 that nobody uses. */
    static Scrape atFreePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new Scrape(socket.getLocalPort(), HttpClient.newHttpClient());
        }
    }

    /** A page; empty while nobody listens. */
    String page(String path) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(PATIENCE)
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            return "";
        }
    }

    /** A figure, with its labels as they are written; not a number when there is none. */
    double value(String sample) throws InterruptedException {
        return page("/metrics")
                .lines()
                .filter(line -> line.startsWith(sample + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(sample.length() + 1)))
                .findFirst()
                .orElse(Double.NaN);
    }

    /** Whether nobody listens. */
    boolean isOver() {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
