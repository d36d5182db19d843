package org.ipmibridge.shell.ssh.server;

import java.security.Provider;
import java.security.Security;
import java.util.Optional;
import org.apache.sshd.common.util.security.AbstractSecurityProviderRegistrar;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.common.util.security.eddsa.generic.EdDSASupport;

/** Makes {@link JdkEd25519} known to MINA, which must be before anything else of MINA is used. */
final class Ed25519Registrar extends AbstractSecurityProviderRegistrar {
    private static final String PROVIDER = "SunEC";

    private Ed25519Registrar() {
        super(SecurityUtils.EDDSA);
    }

    static void register() {
        if (!SecurityUtils.isProviderRegistered(SecurityUtils.EDDSA)) {
            SecurityUtils.registerSecurityProvider(new Ed25519Registrar());
        }
    }

    @Override
    public boolean isEnabled() {
        return true;
    }

    @Override
    public boolean isSupported() {
        return Security.getProvider(PROVIDER) != null;
    }

    @Override
    public Provider getSecurityProvider() {
        return Security.getProvider(PROVIDER);
    }

    @Override
    public boolean isSecurityEntitySupported(Class<?> entityType, String name) {
        return false;
    }

    @Override
    public Optional<EdDSASupport<?, ?>> getEdDSASupport() {
        return Optional.of(new JdkEd25519());
    }
}
