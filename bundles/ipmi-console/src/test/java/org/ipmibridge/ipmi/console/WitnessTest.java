package org.ipmibridge.ipmi.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.Test;

/** The witness itself is measured against log-ins of ipmitool 1.8.19 (user admin, password password). */
public class WitnessTest {
    private record Recording(
            int suite,
            String openSessionResponse,
            String rakp1,
            String rakp2,
            String rakp3,
            String rakp4,
            String request,
            String requestMessage,
            String response,
            String responseMessage) {}

    private static final Recording SUITE_17 = new Recording(
            17,
            // Open Session Response
            "00000400a4a3a2a0ad63105b000000080300000001000008040000000200000801000000",
            // RAKP 1 to 4
            "00000000ad63105bc1e06d5cba11897f088f1bb4ed85ead41400000561646d696e",
            "00000000a4a3a2a0d11e06dea9481295f6358a9636e2667eda862cb155439ba1f9c9b664b80cba4d233d6050"
                    + "eb5841d37a29d9b3cb78eae55b1803d3a423c67bc3448accc6e32d62",
            "00000000ad63105bc6af6cd4c407ba0bd030cc17c6207e28fb9808ecfcacb52ac6078320707d1d05",
            "00000000a4a3a2a06df8cc4f5d013153451f6024662be752",
            // Get Chassis Status: request, its message, response, its message
            "0600ff0706c0ad63105b090000002000a4f6ddfb91721fd6c1574d0dddd8a5e57b56b542dc0ada52974b8685"
                    + "64ecf5fcffff020721f88d75587810e6a6e2abe23183d8c8",
            "2000e0811c0162",
            "0600ff0706c0a4a3a2a00600000020007f3b3d3f2d7924871d66555eca9f348a7dd7e84e18316afc2a434ec5"
                    + "f42f3d00ffff02074e1ca9450845fcaa1f71460c32984024",
            "81047b201c0100010000c2");

    private static final Recording SUITE_3 = new Recording(
            3,
            // Open Session Response
            "00000400a4a3a2a0ae78bd98000000080100000001000008010000000200000801000000",
            // RAKP 1 to 4
            "00000000ae78bd98df7d78d9136e2823f72ded067890ed841400000561646d696e",
            "00000000a4a3a2a01dcf9bad2091be9ea5839f9f4cc12a93da862cb155439ba1f9c9b664b80cba4d0214781c"
                    + "cf3bb64a501f73384fb8091ddfb1b5db",
            "00000000ae78bd98abd18f995d599b3e80ae3bdca3216537d91cc8a9",
            "00000000a4a3a2a05c6cc0a201ae67ec79de74ac",
            // Get Chassis Status: request, its message, response, its message
            "0600ff0706c0ae78bd98080000002000432a3fc72d78fd3c91fea3f5ae8127fc4be3ad6593b0625424ce2b44"
                    + "217c6985ffff02074649d0f2d246e6440263e1c9",
            "2000e081180166",
            "0600ff0706c0a4a3a2a0060000002000cd40eef765173451595f90695fe73a5965eb8ad9d1cd889660ba37af"
                    + "c670bc85ffff0207c0b1328b5dfef235ab589128",
            "81047b20180100010000c6");

    @Test
    public void itsCodesAreThoseOfIpmitool() {
        for (Recording recording : new Recording[] {SUITE_17, SUITE_3}) {
            Handshake handshake = afterRakp2(recording, "password");
            assertThat(withTag(handshake.rakp3(), 0)).isEqualTo(hex(recording.rakp3));
            handshake.acceptRakp4(withTag(hex(recording.rakp4), 3));
        }
    }

    @Test
    public void itReadsWhatIpmitoolAndTheBmcEncrypted() {
        for (Recording recording : new Recording[] {SUITE_17, SUITE_3}) {
            Handshake handshake = afterRakp2(recording, "password");
            SessionCipher cipher = handshake.cipher();
            assertThat(cipher.open(hex(recording.request), handshake.bmcSessionId(), 0))
                    .isEqualTo(hex(recording.requestMessage));
            assertThat(cipher.open(hex(recording.response), 0xA0A2A3A4, 0)).isEqualTo(hex(recording.responseMessage));
        }
    }

    @Test
    public void itReadsWhatItEncryptsItself() {
        for (Suite suite : Suite.values()) {
            SessionCipher cipher = new SessionCipher(suite, new byte[suite.keyExchangeCodeLength()], true);
            for (int length = 0; length < 40; length++) {
                byte[] plain = new byte[length];
                Arrays.fill(plain, (byte) length);
                assertThat(cipher.open(cipher.seal(7, 1, plain), 7, 0))
                        .as("%s, %d bytes", suite, length)
                        .isEqualTo(plain);
            }
        }
    }

    @Test
    public void itNoticesAnotherPassword() {
        assertThatThrownBy(() -> afterRakp2(SUITE_17, "passwort"))
                .isInstanceOf(WrongKeyException.class)
                .hasMessageContaining("RAKP 2");
    }

    @Test
    public void itNoticesEachFlippedBitOfRakp4AndOfAPacket() {
        Handshake handshake = afterRakp2(SUITE_3, "password");
        SessionCipher cipher = handshake.cipher();
        handshake.rakp3();
        byte[] rakp4 = withTag(hex(SUITE_3.rakp4), 3);
        forEachFlippedBit(rakp4, 8, flipped -> handshake.acceptRakp4(flipped));
        forEachFlippedBit(hex(SUITE_3.response), 4, flipped -> cipher.open(flipped, 0xA0A2A3A4, 0));
    }

    private static void forEachFlippedBit(byte[] bytes, int from, java.util.function.Consumer<byte[]> check) {
        for (int bit = from * 8; bit < bytes.length * 8; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> check.accept(flipped)).as("bit %d", bit).isInstanceOf(ConsoleException.class);
        }
    }

    /** ipmitool tags all its messages 0, this console 1, 2, 3. */
    private static Handshake afterRakp2(Recording recording, String password) {
        byte[] random = Arrays.copyOfRange(hex(recording.rakp1), 8, 24);
        Login login = Login.of("admin", password).withSuite(recording.suite);
        Handshake handshake = new Handshake(login, true, random);
        handshake.openSessionRequest();
        handshake.acceptOpenSession(withTag(hex(recording.openSessionResponse), 1));
        assertThat(withTag(handshake.rakp1(), 0)).isEqualTo(hex(recording.rakp1));
        handshake.acceptRakp2(withTag(hex(recording.rakp2), 2));
        return handshake;
    }

    private static byte[] withTag(byte[] payload, int tag) {
        byte[] tagged = payload.clone();
        tagged[0] = (byte) tag;
        return tagged;
    }

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
