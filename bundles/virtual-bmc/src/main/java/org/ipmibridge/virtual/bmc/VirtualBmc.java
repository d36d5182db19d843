package org.ipmibridge.virtual.bmc;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.ipmibridge.hypervisor.api.MachineDirectory;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.ipmi.api.bmc.BmcSettings;
import org.ipmibridge.ipmi.api.bmc.DeviceIdentity;
import org.ipmibridge.ipmi.api.user.Secret;

/** A BMC as it is configured at the moment. */
final class VirtualBmc implements Bmc {
    /** What changes together. */
    private record State(BmcConfig config, SystemUuid uuid) {}

    private final BmcSettings settings;
    private final MachineDirectory machines;
    private volatile State state;

    VirtualBmc(BmcConfig config, BmcSettings settings, MachineDirectory machines) {
        this.settings = settings;
        this.machines = machines;
        state = new State(config, new SystemUuid(config, settings, machines, System::nanoTime));
    }

    /** Takes another configuration of the same name. */
    void configure(BmcConfig config) {
        state = new State(config, new SystemUuid(config, settings, machines, System::nanoTime));
    }

    @Override
    public String name() {
        return state.config().name();
    }

    @Override
    public InetSocketAddress endpoint() {
        return state.config().endpoint();
    }

    @Override
    public String hypervisor() {
        return state.config().hypervisor();
    }

    @Override
    public String machine() {
        return state.config().machine();
    }

    @Override
    public String machineName() {
        return state.config().machineName();
    }

    @Override
    public String fleet() {
        return state.config().fleet();
    }

    @Override
    public DeviceIdentity identity() {
        return state.config().identity();
    }

    @Override
    public byte[] guid() {
        State now = state;
        return now.config().guidEncoding().encode(now.uuid().get());
    }

    @Override
    public Optional<Secret> kg() {
        return state.config().kg();
    }

    @Override
    public BmcSettings settings() {
        return settings;
    }

    @Override
    public String toString() {
        return name();
    }
}
