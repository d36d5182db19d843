package org.ipmibridge.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.ipmibridge.testkit.vcenter.VCenterSimulator;
import org.junit.Test;

/** A thousand machines of one vCenter, and one file for all of them. */
public class LargeFleetIT extends VsphereCase {
    private static final int MACHINES = 1_000;
    private static final int PORT = 6623;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Get Channel Authentication Capabilities for this channel and an administrator, outside of a session (IPMI v1.5). */
    private static final byte[] REQUEST = HexFormat.of().parseHex("0600ff07000000000000000000092018c88100388e04b5");

    @Override
    VCenterSimulator.Builder simulator(VCenterSimulator.Builder builder) {
        return builder.machines(MACHINES);
    }

    @Test
    public void allOfAThousandMachinesHaveABmcThatAnswers() throws Exception {
        Files.delete(files.directory().resolve("org.ipmibridge.virtual.bmc-web.cfg"));
        files.write(
                "org.ipmibridge.virtual.bmc.fleet-all.cfg",
                List.of("addresses = 127.78.0.1-127.78.7.255", "port = " + PORT));
        Set<InetSocketAddress> silent = new HashSet<>();
        for (int i = 1; i <= MACHINES; i++) {
            silent.add(new InetSocketAddress("127.78." + i / 255 + "." + i % 255, PORT)); // Java refuses 127.x.y.255
        }

        Instant begun = Instant.now();
        bridge = RunningBridge.start(files.directory(), data);
        awaitAnswers(silent);
        System.out.printf(
                "fleet: %,d BMCs answer %,d ms after the start of the bridge%n",
                MACHINES, Duration.between(begun, Instant.now()).toMillis());

        assertThat(shell("fleet:list")).containsPattern("(?m)^all +1000 +1000 +1000 +1039 +yes +-$");
        assertThat(vcenter.calls().get("Login")).isEqualTo(1);

        Instant gone = Instant.now();
        vcenter.change("DC0_H0_VM0", "power-off");
        vcenter.change("DC0_H0_VM0", "destroy");
        awaitListed(999);
        System.out.printf(
                "fleet: one of %,d is gone after %,d ms%n",
                MACHINES, Duration.between(gone, Instant.now()).toMillis());
        System.out.printf("fleet: %,d MB resident with %,d BMCs%n", bridge.residentMegabytes(), MACHINES);
    }

    private void awaitListed(int count) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        while (!shell("fleet:list").contains(" " + count + " ")) {
            assertThat(Instant.now()).isBefore(end);
        }
    }

    private static void awaitAnswers(Set<InetSocketAddress> silent) throws IOException {
        Instant end = Instant.now().plus(PATIENCE);
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
            socket.setReceiveBufferSize(1 << 20);
            socket.setSoTimeout(200);
            while (!silent.isEmpty()) {
                assertThat(Instant.now()).as("%d are silent", silent.size()).isBefore(end);
                for (InetSocketAddress each : silent) {
                    socket.send(new DatagramPacket(REQUEST, REQUEST.length, each));
                }
                receive(socket, silent);
            }
        }
    }

    /** Until nothing comes any more. */
    private static void receive(DatagramSocket socket, Set<InetSocketAddress> silent) throws IOException {
        DatagramPacket answer = new DatagramPacket(new byte[256], 256);
        try {
            while (!silent.isEmpty()) {
                socket.receive(answer);
                silent.remove(answer.getSocketAddress());
            }
        } catch (SocketTimeoutException e) {
            // Those that are silent still are asked again.
        }
    }
}
