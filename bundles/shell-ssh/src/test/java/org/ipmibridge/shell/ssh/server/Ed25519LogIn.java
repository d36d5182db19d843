package org.ipmibridge.shell.ssh.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import org.apache.sshd.client.auth.AbstractUserAuth;
import org.apache.sshd.client.auth.UserAuth;
import org.apache.sshd.client.auth.UserAuthFactory;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/** A client's log-in with an Ed25519 key as RFC 4252, section 7, and RFC 8709 write it down, made by hand. */
final class Ed25519LogIn implements UserAuthFactory {
    private static final String TYPE = "ssh-ed25519";
    private static final int RAW_LENGTH = 32;

    private final KeyPair pair;

    Ed25519LogIn() throws GeneralSecurityException {
        pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    }

    /** The public key as {@code type base64}. */
    String key() {
        return TYPE + " " + Base64.getEncoder().encodeToString(blob());
    }

    @Override
    public String getName() {
        return "publickey";
    }

    @Override
    public UserAuth createUserAuth(ClientSession session) {
        return new AbstractUserAuth(getName()) {
            private boolean asked;

            @Override
            protected boolean sendAuthDataRequest(ClientSession to, String service) throws Exception {
                if (asked) {
                    return false;
                }
                asked = true;
                to.writePacket(request(to, service, false));
                return true;
            }

            /** The key would do, says the server, with the key. */
            @Override
            protected boolean processAuthDataRequest(ClientSession to, String service, Buffer answer) throws Exception {
                if (answer.getUByte() != SshConstants.SSH_MSG_USERAUTH_PK_OK
                        || !answer.getString().equals(TYPE)
                        || !Arrays.equals(answer.getBytes(), blob())) {
                    return false;
                }
                to.writePacket(signed(to, request(to, service, true)));
                return true;
            }
        };
    }

    private Buffer request(ClientSession session, String service, boolean signed) {
        Buffer request = session.createBuffer(SshConstants.SSH_MSG_USERAUTH_REQUEST);
        request.putString(session.getUsername());
        request.putString(service);
        request.putString(getName());
        request.putBoolean(signed);
        request.putString(TYPE);
        request.putBytes(blob());
        return request;
    }

    private Buffer signed(ClientSession session, Buffer request) throws GeneralSecurityException {
        Buffer text = new ByteArrayBuffer();
        text.putBytes(session.getSessionId());
        text.putRawBytes(request.array(), request.rpos(), request.available());
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(pair.getPrivate());
        signature.update(text.getCompactData());
        request.putBytes(strings(TYPE.getBytes(StandardCharsets.US_ASCII), signature.sign()));
        return request;
    }

    private byte[] blob() {
        byte[] encoded = pair.getPublic().getEncoded();
        byte[] raw = Arrays.copyOfRange(encoded, encoded.length - RAW_LENGTH, encoded.length);
        return strings(TYPE.getBytes(StandardCharsets.US_ASCII), raw);
    }

    private static byte[] strings(byte[] first, byte[] second) {
        return ByteBuffer.allocate(8 + first.length + second.length)
                .putInt(first.length)
                .put(first)
                .putInt(second.length)
                .put(second)
                .array();
    }
}
