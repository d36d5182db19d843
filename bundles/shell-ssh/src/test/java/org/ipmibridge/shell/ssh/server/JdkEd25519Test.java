package org.ipmibridge.shell.ssh.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.EdECPublicKey;
import org.junit.Test;

public final class JdkEd25519Test {
    private final JdkEd25519 support = new JdkEd25519();

    @Test
    public void keysSurviveTheWayThroughTheirRawForm() throws Exception {
        KeyPair pair = pair();
        EdECPublicKey open = (EdECPublicKey) pair.getPublic();
        EdECPrivateKey secret = (EdECPrivateKey) pair.getPrivate();

        byte[] raw = support.getPublicKeyData(open);
        assertThat(raw).hasSize(32);
        assertThat(support.compareEDDSAPPublicKeys(support.generateEDDSAPublicKey(raw), open))
                .isTrue();
        assertThat(support.compareEDDSAPrivateKeys(
                        support.generateEDDSAPrivateKey(support.getPrivateKeyData(secret)), secret))
                .isTrue();
        assertThat(support.compareEDDSAPPublicKeys(pair().getPublic(), open)).isFalse();
    }

    @Test
    public void aSignatureOfTheWrongKeyOrTextIsRefused() throws Exception {
        KeyPair pair = pair();
        java.security.Signature signer = java.security.Signature.getInstance("Ed25519");
        signer.initSign(pair.getPrivate());
        signer.update("text".getBytes());
        byte[] signature = signer.sign();

        assertThat(verify(pair, "text", signature)).isTrue();
        assertThat(verify(pair, "tex", signature)).isFalse();
        assertThat(verify(pair(), "text", signature)).isFalse();
    }

    private boolean verify(KeyPair pair, String text, byte[] signature) throws Exception {
        var verifier = support.getEDDSASigner();
        verifier.initVerifier(null, pair.getPublic());
        verifier.update(null, text.getBytes());
        return verifier.verify(null, signature);
    }

    private static KeyPair pair() throws GeneralSecurityException {
        return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    }
}
