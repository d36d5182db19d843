package org.ipmibridge.hypervisor.vmware;

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

    @Override
    public String toString() {
        return "connection";
    }
}
