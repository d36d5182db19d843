package org.ipmibridge.virtual.bmc;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.ipmibridge.hypervisor.api.HypervisorException;
import org.ipmibridge.hypervisor.api.Machine;
import org.ipmibridge.hypervisor.api.MachineDirectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The UUID that a BMC tells: the configured one, else its machine's, which is asked for again when it has another machine. Until a machine
 * has told it is one made from the BMC's name, the same at each start. Thread-safe.
 */
final class SystemUuid {
    private static final Logger log = LoggerFactory.getLogger(SystemUuid.class);
    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** What a machine told. */
    private record Told(String machine, UUID uuid) {}

    private final BmcConfig config;
    private final MachineDirectory machines;
    private final LongSupplier nanoClock;
    private volatile Told told;
    private volatile long nextLook;

    SystemUuid(BmcConfig config, MachineDirectory machines, LongSupplier nanoClock) {
        this.config = config;
        this.machines = machines;
        this.nanoClock = nanoClock;
        nextLook = nanoClock.getAsLong();
    }

    /** The UUID, without waiting for the machine. */
    UUID get() {
        return config.uuid().orElseGet(this::machinesOwn);
    }

    private UUID machinesOwn() {
        long now = nanoClock.getAsLong();
        if (now - nextLook >= 0) {
            nextLook = now + INTERVAL_NANOS;
            look();
        }
        Told known = told;
        return known == null ? ofName() : known.uuid();
    }

    private void look() {
        try {
            Machine machine = machines.requireFor(config.name(), config.hypervisor(), config.machine());
            String id = machine.id();
            Told known = told;
            if (known == null || !known.machine().equals(id)) {
                machine.info().thenAccept(info -> told = new Told(id, info.uuid()));
            }
        } catch (HypervisorException e) {
            log.debug("{}: the machine's UUID is not known: {}", config.name(), e.getMessage());
        }
    }

    private UUID ofName() {
        return UUID.nameUUIDFromBytes(("org.ipmibridge:" + config.name()).getBytes(StandardCharsets.UTF_8));
    }
}
