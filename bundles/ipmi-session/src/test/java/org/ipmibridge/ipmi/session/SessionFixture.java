package org.ipmibridge.ipmi.session;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.console.Authentication15;
import org.ipmibridge.ipmi.console.Login;
import org.ipmibridge.ipmi.console.RemoteConsole;
import org.ipmibridge.ipmi.console.RemoteConsole15;
import org.ipmibridge.ipmi.protocol.AuthenticationType;
import org.ipmibridge.ipmi.protocol.CipherSuite;
import org.ipmibridge.ipmi.protocol.NetFn;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.ipmibridge.testkit.FakeBmc;
import org.ipmibridge.testkit.FakeClock;
import org.ipmibridge.testkit.FakeUserDirectory;
import org.ipmibridge.testkit.HandlerWire;
import org.ipmibridge.testkit.SeededRandom;

/** A whole session layer around one BMC, with the network, the clock and the commands in the test's hands. */
final class SessionFixture {
    /** A command that only reads: answers how often it ran. */
    static final int READ = 0x01;
    /** A command that changes something: its answers are completed by the test. */
    static final int CHANGE = 0x02;
    /** A command that changes something and acknowledges at once; its end is in the test's hands. */
    static final int ACKNOWLEDGED = 0x03;

    static final Login ADMIN = Login.of("admin", "password");

    final FakeClock clock = new FakeClock();
    final FakeBmc bmc = new FakeBmc("vm1");
    final FakeUserDirectory users = new FakeUserDirectory()
            .with("vm1", 2, "admin", "password", PrivilegeLevel.ADMINISTRATOR)
            .with("vm1", 3, "oper", "test", PrivilegeLevel.OPERATOR)
            .with("vm1", 4, "user", "test", PrivilegeLevel.USER);
    final MemoryStore store = new MemoryStore();
    final HandlerDispatcher dispatcher = new HandlerDispatcher();
    final Queue<CompletableFuture<CommandResponse>> changes = new ConcurrentLinkedQueue<>();
    final CompletableFuture<Void> acknowledgedWork = new CompletableFuture<>();
    final SessionManager sessions;
    final PacketRouter router;
    private int reads;
    private int acknowledged;

    SessionFixture() {
        this(settings(64, AuthenticationType.MD5, AuthenticationType.MD2, AuthenticationType.STRAIGHT_PASSWORD));
    }

    SessionFixture(SessionSettings settings) {
        this(settings, new MemoryStore());
    }

    SessionFixture(SessionSettings sessionSettings, MemoryStore memory) {
        Settings settings = new Settings(sessionSettings);
        sessions = new SessionManager(memory, settings, new SeededRandom(1), clock::nanoTime, clock);
        router = new PacketRouter(sessions, settings, new SeededRandom(2), clock::nanoTime);
        router.users = users;
        router.dispatcher = dispatcher;
        NetFn app = NetFn.APP;
        dispatcher
                .with(app, 0x38, true, false, new GetChannelAuthenticationCapabilities(settings, users))
                .with(app, 0x39, true, false, new GetSessionChallenge(sessions, settings, users))
                .with(app, 0x3A, false, false, new ActivateSession(sessions, users))
                .with(app, 0x3B, false, false, new SetSessionPrivilegeLevel(sessions))
                .with(app, 0x3C, false, false, new CloseSession(sessions))
                .with(app, 0x3D, false, false, new GetSessionInfo(sessions))
                .with(app, 0x54, true, false, new GetChannelCipherSuites(settings))
                .with(NetFn.CHASSIS, READ, false, false, request -> CommandResponse.of(++reads)
                        .now())
                .with(NetFn.CHASSIS, CHANGE, false, true, request -> {
                    CompletableFuture<CommandResponse> change = new CompletableFuture<>();
                    changes.add(change);
                    return change;
                })
                .with(NetFn.CHASSIS, ACKNOWLEDGED, false, true, request -> {
                    acknowledged++;
                    return CommandResponse.acknowledged(acknowledgedWork).now();
                });
    }

    static SessionSettings settings(int maxSessions, AuthenticationType... types) {
        return new SessionSettings(
                EnumSet.allOf(CipherSuite.class),
                Set.of(types),
                maxSessions,
                Duration.ofSeconds(60),
                Duration.ofSeconds(10));
    }

    int acknowledgedRuns() {
        return acknowledged;
    }

    HandlerWire wire() {
        return wireFrom(40_000);
    }

    HandlerWire wireFrom(int port) {
        return new HandlerWire(router, bmc, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    HandlerWire wireOf(String address) {
        return new HandlerWire(router, bmc, new InetSocketAddress(address, 40_000));
    }

    RemoteConsole console(Login login) {
        return new RemoteConsole(wire(), login);
    }

    RemoteConsole loggedIn() {
        return console(ADMIN).logIn();
    }

    RemoteConsole15 console15(Login login, Authentication15 type) {
        return new RemoteConsole15(wire(), login, type);
    }
}
