package org.ipmibridge.shell.ssh.server;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.common.util.security.eddsa.generic.GenericSignatureEd25519;

/**
 * The keys of clients of type {@code ssh-ed25519} (RFC 8709), with what Java itself has: MINA knows only libraries for them, of which the
 * smallest has seven megabytes. It could be told of this one, and would keep it for good, and with it the classes of a bundle that was replaced;
 * so each server has it for itself.
 */
final class Ed25519 {
    static final String TYPE = "ssh-ed25519";

    /** For the list of those that a server checks. */
    static final NamedFactory<Signature> SIGNATURE = new NamedFactory<>() {
        @Override
        public String getName() {
            return TYPE;
        }

        @Override
        public Signature create() {
            return new GenericSignatureEd25519(ALGORITHM);
        }
    };

    private static final String ALGORITHM = "Ed25519";
    private static final int LENGTH = 32;

    /** What comes before the 32 bytes of a key in its X.509 form (RFC 8410). */
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private Ed25519() {}

    /**
     * A public key.
     *
     * @param raw its 32 bytes
     * @throws GeneralSecurityException if it is none
     */
    static EdECPublicKey key(byte[] raw) throws GeneralSecurityException {
        if (raw.length != LENGTH) {
            throw new InvalidKeyException("an Ed25519 key has " + LENGTH + " bytes and not " + raw.length);
        }
        byte[] encoded = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + LENGTH);
        System.arraycopy(raw, 0, encoded, X509_PREFIX.length, LENGTH);
        return (EdECPublicKey) KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
    }

    /** A public key as {@code type base64}. */
    static String text(EdECPublicKey key) {
        byte[] encoded = key.getEncoded();
        Buffer blob = new ByteArrayBuffer();
        blob.putString(TYPE);
        blob.putBytes(Arrays.copyOfRange(encoded, X509_PREFIX.length, encoded.length));
        return TYPE + " " + Base64.getEncoder().encodeToString(blob.getCompactData());
    }
}
