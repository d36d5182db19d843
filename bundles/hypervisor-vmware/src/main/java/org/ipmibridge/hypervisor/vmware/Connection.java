package org.ipmibridge.hypervisor.vmware;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * All of a server's configuration but the image: where none of it is another one, the session goes on. Shows nothing, because a secret is
 * among the values.
 */
record Connection(List<Object> values) {
    static Connection of(ServerConfiguration configuration) {
        return new Connection(List.of(
                configuration.name(),
                configuration.url(),
                configuration.user(),
                configuration._password(),
                configuration.trust_fingerprint(),
                configuration.trust_pem(),
                configuration.timeout_connect(),
                configuration.timeout_request(),
                configuration.timeout_task(),
                configuration.threads(),
                configuration.scope(),
                configuration.iso_datastore(),
                configuration.iso_folder(),
                configuration.boot_restore_delay()));
    }

    /** The same text for the same connection only; tells nothing of the secret. */
    String digest() {
        try {
            byte[] text = values.toString().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "connection";
    }
}
