package org.ipmibridge.virtual.bmc;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.ipmibridge.hypervisor.api.HypervisorException;
import org.ipmibridge.hypervisor.api.MachineDirectory;
import org.ipmibridge.hypervisor.api.MachineInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The UUID that a BMC tells: the configured one, else the machine's, which is asked for once and then kept. Until the machine has been
 * asked it is one made from the BMC's name, the same at each start. Thread-safe.
 */
final class SystemUuid {
    private static final Logger log = LoggerFactory.getLogger(SystemUuid.class);
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final BmcConfig config;
    private final MachineDirectory machines;
    private volatile UUID known;
    private volatile long nextAttempt = System.nanoTime();

    SystemUuid(BmcConfig config, MachineDirectory machines) {
        this.config = config;
        this.machines = machines;
        known = config.uuid().orElse(null);
    }

    /** The UUID, without waiting for the machine. */
    UUID get() {
        if (known == null && System.nanoTime() - nextAttempt >= 0) {
            nextAttempt = System.nanoTime() + RETRY_NANOS;
            ask();
        }
        UUID uuid = known;
        return uuid == null ? ofName() : uuid;
    }

    private void ask() {
        try {
            machines.require(config.hypervisor(), config.machine()).info().thenAccept(this::learn);
        } catch (HypervisorException e) {
            log.debug("{}: the machine's UUID is not known yet: {}", config.name(), e.getMessage());
        }
    }

    private void learn(MachineInfo info) {
        known = info.uuid();
    }

    private UUID ofName() {
        return UUID.nameUUIDFromBytes(("org.ipmibridge:" + config.name()).getBytes(StandardCharsets.UTF_8));
    }
}
