package org.ipmibridge.testkit.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** A configuration with very many BMCs: a fleet of simulated machines, each at a loopback address of its own. */
public final class FleetFiles {
    private static final int PER_NETWORK = 250;

    private FleetFiles() {}

    /**
     * Writes the distribution's default configuration, with these BMCs in place of its own.
     *
     * @param distribution the distribution's directory
     * @param config the directory for it
     * @param network the second number of the addresses, of which {@code 127.network.0.1} is the first one
     * @param port of all of them
     */
    public static void write(Path distribution, Path config, int bmcs, int network, int port) throws IOException {
        Scratch.copyDefaults(distribution, config, List.of("bmc-vm", "machine-vm"));
        Files.write(
                config.resolve("org.ipmibridge.hypervisor.simulated.cfg"),
                List.of("name = simulated", "machines.count = " + bmcs));
        List<InetSocketAddress> all = endpoints(bmcs, network, port);
        Files.write(
                config.resolve("org.ipmibridge.virtual.bmc.fleet-all.cfg"),
                List.of(
                        "hypervisor = simulated",
                        "addresses = " + ranges(bmcs, network),
                        "port = " + all.get(0).getPort()));
    }

    /** Where they listen. */
    public static List<InetSocketAddress> endpoints(int bmcs, int network, int port) {
        return IntStream.range(0, bmcs)
                .mapToObj(i -> new InetSocketAddress(address(network, i / PER_NETWORK, 1 + i % PER_NETWORK), port))
                .toList();
    }

    private static String ranges(int bmcs, int network) {
        List<String> ranges = IntStream.rangeClosed(0, (bmcs - 1) / PER_NETWORK)
                .mapToObj(net -> address(network, net, 1) + "-"
                        + address(network, net, Math.min(PER_NETWORK, bmcs - net * PER_NETWORK)))
                .toList();
        return String.join(", ", ranges);
    }

    private static String address(int network, int third, int fourth) {
        return "127." + network + "." + third + "." + fourth;
    }
}
