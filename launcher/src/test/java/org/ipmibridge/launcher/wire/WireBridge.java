package org.ipmibridge.launcher.wire;

import java.util.concurrent.TimeUnit;
import org.ipmibridge.ipmi.console.Login;
import org.ipmibridge.ipmi.console.RemoteConsole;
import org.ipmibridge.ipmi.console.UdpWire;
import org.ipmibridge.launcher.e2e.Demonstration;

/** The demonstration, running, with the users admin, oper and user, and consoles to its BMCs. */
final class WireBridge {
    static final Login ADMIN = Login.of("admin", "password");
    static final Login OPER = Login.of("oper", "test").withPrivilege(Login.OPERATOR);
    static final Login USER = Login.of("user", "test").withPrivilege(Login.USER);

    private final Demonstration bridge;

    private WireBridge(Demonstration bridge) {
        this.bridge = bridge;
    }

    /** What a test wants otherwise than the demonstration has it. */
    interface Change {
        void to(Demonstration bridge) throws Exception;
    }

    static WireBridge start(Change change) throws Exception {
        Demonstration bridge =
                Demonstration.prepare().user(3, "oper", "test", "operator").user(4, "user", "test", "user");
        change.to(bridge);
        return new WireBridge(bridge.start());
    }

    Demonstration demonstration() {
        return bridge;
    }

    /** A console of vm1 that has sent nothing yet. */
    RemoteConsole console(Login login) {
        return console(1, login);
    }

    RemoteConsole console(int bmc, Login login) {
        return RemoteConsole.to(bridge.endpoint(bmc), login);
    }

    /** A console in a session of vm1. */
    RemoteConsole loggedIn(Login login) {
        return loggedIn(1, login);
    }

    RemoteConsole loggedIn(int bmc, Login login) {
        return RemoteConsole.loggedIn(bridge.endpoint(bmc), login);
    }

    UdpWire wire(int bmc) {
        return new UdpWire(bridge.endpoint(bmc));
    }

    /** How often this machine booted for this reason, as the machine itself recorded it. */
    long boots(String machine, String cause) throws Exception {
        return bridge.shell("machine:show", machine)
                .lines()
                .filter(line -> line.contains(" " + cause + " "))
                .count();
    }

    /** Asks for the power state, again and again, until it is this one. */
    static void awaitPower(RemoteConsole console, boolean on) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while ((console.command(0, 1).data()[0] & 1) != (on ? 1 : 0)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("the machine is not " + (on ? "on" : "off") + " after 60 s");
            }
        }
    }

    /** Stops the bridge, which must have had no trouble. */
    void stop() throws Exception {
        bridge.stop();
    }
}
