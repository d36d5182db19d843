package org.ipmibridge.testkit;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.Optional;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.ipmi.api.bmc.DeviceIdentity;
import org.ipmibridge.ipmi.api.user.Secret;

/** A BMC of which a test decides everything, also while it is in use. Thread-safe. */
public final class FakeBmc implements Bmc {
    /** The identity of a BMC that was told no other. */
    public static final DeviceIdentity IDENTITY = new DeviceIdentity(0x20, 1, 2, 34, 0x1234, 0x5678);

    private final String name;
    private final FakeBmcSettings settings = new FakeBmcSettings();
    private volatile InetSocketAddress endpoint = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private volatile String hypervisor = "";
    private volatile String machine;
    private volatile String fleet = "";
    private volatile DeviceIdentity identity = IDENTITY;
    private volatile byte[] guid = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
    private volatile Optional<Secret> kg = Optional.empty();

    /** A BMC on any free port of the loopback, for the machine of the same name. */
    public FakeBmc(String name) {
        this.name = Objects.requireNonNull(name);
        machine = name;
    }

    public FakeBmc withEndpoint(InetSocketAddress newEndpoint) {
        endpoint = newEndpoint;
        return this;
    }

    public FakeBmc withMachine(String newHypervisor, String newMachine) {
        hypervisor = newHypervisor;
        machine = newMachine;
        return this;
    }

    public FakeBmc withFleet(String newFleet) {
        fleet = newFleet;
        return this;
    }

    public FakeBmc withIdentity(DeviceIdentity newIdentity) {
        identity = newIdentity;
        return this;
    }

    /** @param newGuid 16 bytes, as they go over the wire */
    public FakeBmc withGuid(byte[] newGuid) {
        guid = newGuid.clone();
        return this;
    }

    public FakeBmc withKg(Secret newKg) {
        kg = Optional.of(newKg);
        return this;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public InetSocketAddress endpoint() {
        return endpoint;
    }

    @Override
    public String hypervisor() {
        return hypervisor;
    }

    @Override
    public String machine() {
        return machine;
    }

    @Override
    public String fleet() {
        return fleet;
    }

    @Override
    public DeviceIdentity identity() {
        return identity;
    }

    @Override
    public byte[] guid() {
        return guid.clone();
    }

    @Override
    public Optional<Secret> kg() {
        return kg;
    }

    @Override
    public FakeBmcSettings settings() {
        return settings;
    }

    @Override
    public String toString() {
        return name;
    }
}
