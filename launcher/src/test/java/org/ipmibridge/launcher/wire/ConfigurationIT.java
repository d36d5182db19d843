package org.ipmibridge.launcher.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.Assume.assumeTrue;

import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.ipmibridge.ipmi.console.Authentication15;
import org.ipmibridge.ipmi.console.RefusedException;
import org.ipmibridge.ipmi.console.RemoteConsole;
import org.ipmibridge.ipmi.console.RemoteConsole15;
import org.ipmibridge.ipmi.console.UdpWire;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/** What the configuration says is what clients see, at once, and without ending a session. */
public class ConfigurationIT {
    private static final int V15_TYPES = 0x3F;
    private static WireBridge bridge;

    @BeforeClass
    public static void start() throws Exception {
        bridge = WireBridge.start(config -> {
            if (hasIpv6()) {
                config.bmc("vm3", "address", "::1");
            }
        });
    }

    @AfterClass
    public static void stop() throws Exception {
        bridge.stop();
    }

    private static boolean hasIpv6() {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress("::1", 0))) {
            return socket.isBound();
        } catch (SocketException e) {
            return false;
        }
    }

    @Test
    public void aBmcCanListenOnIpv6() {
        assumeTrue("there is no ::1 here", hasIpv6());
        try (RemoteConsole console =
                RemoteConsole.loggedIn(bridge.demonstration().endpoint("::1", 3), WireBridge.ADMIN)) {
            assertThat(console.command(0, 1).code()).isZero();
            assertThat(console.closeSession().code()).isZero();
        }
    }

    @Test
    public void ipmi15IsSwitchedOffWhileTheBridgeRuns() throws Exception {
        try (RemoteConsole session = bridge.loggedIn(WireBridge.ADMIN);
                UdpWire wire = bridge.wire(1)) {
            assertThat(v15Types(session)).isEqualTo(1 << Authentication15.MD5.code());

            bridge.demonstration().session("v15.authentication", "");
            await(() -> v15Types(session) == 0);

            RemoteConsole15 console = new RemoteConsole15(wire, WireBridge.ADMIN, Authentication15.MD5);
            assertThatThrownBy(console::challenge).isInstanceOf(RefusedException.class);
            assertThat(session.sessionless(6, 0x38, 0x8E, 4).data()[3] & 3)
                    .as("IPMI v2.0 only")
                    .isEqualTo(2);
            assertThat(session.command(0, 1).code()).isZero();
        }
    }

    @Test
    public void aCipherSuiteIsSwitchedOnWhileTheBridgeRuns() throws Exception {
        try (RemoteConsole session = bridge.loggedIn(WireBridge.ADMIN)) {
            assertThat(opens(16)).isFalse();

            bridge.demonstration().session("cipher.suites", "17,3,16");
            await(() -> opens(16));

            assertThat(session.command(0, 1).code()).isZero();
        }
    }

    @Test
    public void aUserIsAddedWhileTheBridgeRuns() throws Exception {
        try (RemoteConsole console = bridge.console(WireBridge.ADMIN.withUser(new byte[] {'n', 'e', 'w'}))) {
            console.openSession();
            assertThatThrownBy(console::exchangeRakp1).isInstanceOf(RefusedException.class);

            bridge.demonstration().user(6, "new", "password", "administrator");
            await(() -> knows(console));
        }
    }

    private static int v15Types(RemoteConsole console) {
        return console.sessionless(6, 0x38, 0x8E, 4).data()[1] & V15_TYPES;
    }

    private static boolean opens(int suite) {
        try (RemoteConsole console = bridge.console(WireBridge.ADMIN.withSuite(suite))) {
            console.openSession();
            return true;
        } catch (RefusedException e) {
            return false;
        }
    }

    private static boolean knows(RemoteConsole console) {
        try {
            console.openSession();
            console.exchangeRakp1();
            return true;
        } catch (RefusedException e) {
            return false;
        }
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in force within 60 s").isLessThan(end);
        }
    }
}
