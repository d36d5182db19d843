package org.ipmibridge.shell.ssh.server;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKey;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.session.ServerSession;

/** A log-in by key as MINA has it, which can read {@link Ed25519} keys too. */
final class KeyLogIn extends UserAuthPublicKey {
    /** For the list of the ways to log in. */
    static final class Factory extends UserAuthPublicKeyFactory {
        @Override
        public UserAuthPublicKey createUserAuth(ServerSession session) {
            return new KeyLogIn();
        }
    }

    private KeyLogIn() {}

    @Override
    public Boolean doAuth(Buffer request, boolean init) throws Exception {
        return super.doAuth(new Request(request), init);
    }

    /** The bytes of a request where they are. */
    private static final class Request extends ByteArrayBuffer {
        Request(Buffer request) {
            super(request.array(), request.rpos(), request.available());
        }

        @Override
        public PublicKey getRawPublicKey() throws SshException {
            int begin = rpos();
            if (!getString().equals(Ed25519.TYPE)) {
                rpos(begin);
                return super.getRawPublicKey();
            }
            try {
                return Ed25519.key(getBytes());
            } catch (GeneralSecurityException e) {
                throw new SshException(e);
            }
        }
    }
}
