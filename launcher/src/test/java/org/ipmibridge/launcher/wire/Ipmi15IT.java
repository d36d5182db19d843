package org.ipmibridge.launcher.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.ipmibridge.ipmi.console.Authentication15;
import org.ipmibridge.ipmi.console.ConsoleException;
import org.ipmibridge.ipmi.console.Login;
import org.ipmibridge.ipmi.console.Message;
import org.ipmibridge.ipmi.console.RefusedException;
import org.ipmibridge.ipmi.console.RemoteConsole;
import org.ipmibridge.ipmi.console.RemoteConsole15;
import org.ipmibridge.ipmi.console.UdpWire;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/** IPMI v1.5 sessions, with each authentication type that can be switched on. */
public class Ipmi15IT {
    private static final List<Authentication15> TYPES =
            List.of(Authentication15.MD5, Authentication15.STRAIGHT_PASSWORD, Authentication15.MD2);
    private static WireBridge bridge;

    @BeforeClass
    public static void start() throws Exception {
        bridge = WireBridge.start(config -> config.session("v15.authentication", "md5,straight,md2")
                .user(5, "long", "twenty bytes of it!!", "administrator"));
    }

    @AfterClass
    public static void stop() throws Exception {
        bridge.stop();
    }

    @Test
    public void everyTypeLogsInAndRunsCommands() {
        for (Authentication15 type : TYPES) {
            try (RemoteConsole15 console = loggedIn(WireBridge.ADMIN, type)) {
                assertThat(console.command(0, 1).code()).as("%s", type).isZero();
                assertThat(console.command(6, 1).data()).hasSize(15);
                assertThat(console.closeSession().code()).isZero();
                assertThat(console.answersTo(console.packet(9, 0, 1))).isEmpty();
            }
        }
    }

    @Test
    public void everyUserHasItsPrivilege() {
        try (RemoteConsole15 console = loggedIn(WireBridge.OPER, Authentication15.MD5)) {
            assertThat(console.command(6, 0x3B, Login.ADMINISTRATOR).code()).isEqualTo(0x81);
            assertThat(console.command(6, 2).code()).isEqualTo(0xD4);
            console.closeSession();
        }
        try (RemoteConsole15 console = loggedIn(WireBridge.USER, Authentication15.MD5)) {
            assertThat(console.command(0, 2, 1).code()).isEqualTo(0xD4);
            console.closeSession();
        }
    }

    @Test
    public void noAuthenticationIsRefused() {
        assertRefused(WireBridge.ADMIN, Authentication15.NONE, "Get Session Challenge");
    }

    @Test
    public void anUnknownUserIsRefusedWith81() {
        assertThat(assertRefused(Login.of("nobody", "x"), Authentication15.MD5, "Get Session Challenge"))
                .isEqualTo(0x81);
    }

    @Test
    public void aWrongPasswordIsMetWithSilence() {
        for (Authentication15 type : TYPES) {
            try (RemoteConsole15 console = console(Login.of("admin", "passwort"), type)) {
                byte[] challenge = console.challenge();
                assertThat(console.answersTo(console.activation(challenge)))
                        .as("%s", type)
                        .isEmpty();
            }
        }
    }

    @Test
    public void aWrongChallengeOpensNoSession() {
        try (RemoteConsole15 console = console(WireBridge.ADMIN, Authentication15.MD5)) {
            byte[] challenge = console.challenge();
            challenge[3] ^= 1;
            assertThatThrownBy(() -> console.activate(challenge)).isInstanceOf(RefusedException.class);
        }
    }

    @Test
    public void aPasswordOf20BytesCannotLogIn() {
        try (RemoteConsole15 console = console(Login.of("long", "twenty bytes of it!!"), Authentication15.MD5)) {
            assertThatThrownBy(() -> assertThat(console.answersTo(console.activation(console.challenge())))
                            .isNotEmpty())
                    .isInstanceOfAny(ConsoleException.class, AssertionError.class);
        }
        try (RemoteConsole console = bridge.loggedIn(Login.of("long", "twenty bytes of it!!"))) {
            assertThat(console.command(0, 1).code()).isZero();
        }
    }

    @Test
    public void replaysAndDamagedPacketsAreMetWithSilence() {
        try (RemoteConsole15 console = loggedIn(WireBridge.ADMIN, Authentication15.MD5)) {
            byte[] packet = console.packet(9, 0, 1);
            for (int at : new int[] {5, 9, 13, 28, 30, packet.length - 1}) {
                byte[] damaged = packet.clone();
                damaged[at] ^= 1;
                assertThat(console.answersTo(damaged)).as("byte %d", at).isEmpty();
            }
            List<byte[]> answers = console.answersTo(packet);
            assertThat(answers).hasSize(1);
            assertThat(console.accept(answers.get(0)).code()).isZero();
            assertThat(console.answersTo(packet)).isEmpty();
            assertThat(console.answersTo(withoutAuthentication(packet))).isEmpty();
            assertThat(console.command(0, 1).code()).isZero();
            assertThat(console.closeSession().code()).isZero();
        }
    }

    @Test
    public void aPowerResetThatIsResentActsOnce() throws Exception {
        UdpWire wire = bridge.wire(1);
        try (RemoteConsole15 console = new RemoteConsole15(wire, WireBridge.ADMIN, Authentication15.MD5).logIn()) {
            byte[] packet = {};
            for (int i = 0; i < 3; i++) {
                packet = console.packet(9, 0, 2, 3);
                wire.send(packet);
                Message answer =
                        console.accept(wire.receive(RemoteConsole.DEADLINE).orElseThrow());
                assertThat(answer.rqSeq()).isEqualTo(9);
                assertThat(answer.code()).isZero();
            }
            assertThat(console.answersTo(packet)).as("another answer").isEmpty();
            bridge.demonstration().shell("machine:power", "vm1", "cycle");
            assertThat(bridge.boots("vm1", "reset")).isEqualTo(1);
        }
    }

    /** The same packet with authentication type "none". */
    private static byte[] withoutAuthentication(byte[] packet) {
        byte[] bare = Arrays.copyOf(packet, packet.length - 16);
        bare[4] = 0;
        System.arraycopy(packet, 29, bare, 13, packet.length - 29);
        return bare;
    }

    private static RemoteConsole15 console(Login login, Authentication15 type) {
        return new RemoteConsole15(bridge.wire(1), login, type);
    }

    private static RemoteConsole15 loggedIn(Login login, Authentication15 type) {
        return console(login, type).logIn();
    }

    private static int assertRefused(Login login, Authentication15 type, String step) {
        int[] status = {0};
        try (RemoteConsole15 console = console(login, type)) {
            assertThatThrownBy(console::logIn).isInstanceOfSatisfying(RefusedException.class, refused -> {
                assertThat(refused.step()).isEqualTo(step);
                status[0] = refused.status();
            });
        }
        return status[0];
    }
}
