package org.ipmibridge.ipmi.api.bmc;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.ipmibridge.ipmi.api.user.Secret;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A virtual BMC. The bridge registers one service for each that is configured, with the property {@link #NAME}; what it returns can
 * change at run time when its configuration does. Thread-safe; no method blocks.
 */
@ProviderType
public interface Bmc {
    /** The service property with the {@link #name()}. */
    String NAME = "bmc.name";

    /** The only LAN channel of a BMC. */
    int LAN_CHANNEL = 1;

    /** The configured name; unique, and never changes while the service is registered. */
    String name();

    /** The address and UDP port that it is to listen on. */
    InetSocketAddress endpoint();

    /** The name of the hypervisor that the machine belongs to; empty for any that knows the machine. */
    String hypervisor();

    /** The machine that it controls, by name or identifier. */
    String machine();

    /** What people call that machine, as far as the BMC knows. */
    default String machineName() {
        return machine();
    }

    /** The name of the fleet that it belongs to; empty for a BMC with a configuration of its own. */
    default String fleet() {
        return "";
    }

    /** What Get Device ID tells. */
    DeviceIdentity identity();

    /** The system's GUID as it goes over the wire: 16 bytes, a new array each time. */
    byte[] guid();

    /** The key K_G of two-key logins, 20 bytes; none where the user's key serves for both (IPMI v2.0, section 13.33). */
    Optional<Secret> kg();

    /** What this BMC remembers. */
    BmcSettings settings();
}
