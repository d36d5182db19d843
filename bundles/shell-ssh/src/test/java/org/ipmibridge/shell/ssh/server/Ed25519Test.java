package org.ipmibridge.shell.ssh.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.junit.Test;

/** With the keys and signatures of RFC 8032, section 7.1, tests 1 and 2. */
public final class Ed25519Test {
    private static final byte[] FIRST = hex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    private static final byte[] SECOND = hex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
    private static final byte[] OF_72 = hex("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
            + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");

    @Test
    public void aSignatureOfTheWrongKeyOrTextIsRefused() throws Exception {
        assertThat(isGood(SECOND, hex("72"), OF_72)).isTrue();
        assertThat(isGood(SECOND, hex("73"), OF_72)).isFalse();
        assertThat(isGood(FIRST, hex("72"), OF_72)).isFalse();
    }

    @Test
    public void aKeyIsWrittenAsInAuthorizedKeys() throws Exception {
        assertThat(Ed25519.text(Ed25519.key(FIRST)))
                .isEqualTo("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINdamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea");
    }

    @Test
    public void whatHasAnotherLengthIsNoKey() {
        for (int length : new int[] {0, 31, 33, 64}) {
            assertThatThrownBy(() -> Ed25519.key(new byte[length])).isInstanceOf(GeneralSecurityException.class);
        }
    }

    private static boolean isGood(byte[] key, byte[] text, byte[] signature) throws Exception {
        Buffer encoded = new ByteArrayBuffer();
        encoded.putString("ssh-ed25519");
        encoded.putBytes(signature);
        Signature verifier = Ed25519.SIGNATURE.create();
        verifier.initVerifier(null, Ed25519.key(key));
        verifier.update(null, text);
        return verifier.verify(null, encoded.getCompactData());
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
