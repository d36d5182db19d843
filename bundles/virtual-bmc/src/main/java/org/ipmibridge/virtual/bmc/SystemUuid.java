package org.ipmibridge.virtual.bmc;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.ipmibridge.hypervisor.api.HypervisorException;
import org.ipmibridge.hypervisor.api.Machine;
import org.ipmibridge.hypervisor.api.MachineDirectory;
import org.ipmibridge.ipmi.api.bmc.BmcSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The UUID that a BMC tells: the configured one, else its machine's, which is asked for again when it has another machine. Until a machine
 * has told it is one made from the BMC's name, the same at each start. Thread-safe.
 */
final class SystemUuid {
    private static final Logger log = LoggerFactory.getLogger(SystemUuid.class);
    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final String KEY = "virtual-bmc.uuid";
    private static final String SEPARATOR = "\n";

    /** What a machine told. */
    private record Told(String machine, UUID uuid) {}

    private final BmcConfig config;
    private final BmcSettings settings;
    private final MachineDirectory machines;
    private final LongSupplier nanoClock;
    private volatile Told told;
    private volatile long nextLook;

    /** @param settings where it is kept for the time when no machine can tell: at a start, and while a bundle is replaced */
    SystemUuid(BmcConfig config, BmcSettings settings, MachineDirectory machines, LongSupplier nanoClock) {
        this.config = config;
        this.settings = settings;
        this.machines = machines;
        told = settings.get(KEY).map(this::decode).orElse(null);
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
                machine.info().thenAccept(info -> keep(new Told(id, info.uuid())));
            }
        } catch (HypervisorException e) {
            log.debug("{}: the machine's UUID is not known: {}", config.name(), e.getMessage());
        }
    }

    private void keep(Told now) {
        told = now;
        byte[] value = String.join(
                        SEPARATOR,
                        config.hypervisor(),
                        config.machine(),
                        now.machine(),
                        now.uuid().toString())
                .getBytes(StandardCharsets.UTF_8);
        if (value.length <= BmcSettings.MAX_VALUE) {
            settings.put(KEY, value);
        }
    }

    /** What was told of the machine that is configured now; null for anything else. */
    private Told decode(byte[] value) {
        String[] parts = new String(value, StandardCharsets.UTF_8).split(SEPARATOR, -1);
        if (parts.length != 4 || !parts[0].equals(config.hypervisor()) || !parts[1].equals(config.machine())) {
            return null;
        }
        try {
            return new Told(parts[2], UUID.fromString(parts[3]));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private UUID ofName() {
        return UUID.nameUUIDFromBytes(("org.ipmibridge:" + config.name()).getBytes(StandardCharsets.UTF_8));
    }
}
