package org.ipmibridge.hypervisor.api;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A hypervisor, or one management server of many of them. Backends implement and register it as a service (whiteboard); it may
 * come and go at any time. Thread-safe, and no method blocks.
 */
@ConsumerType
public interface Hypervisor {
    /** The configured name, by which a BMC's configuration refers to it; unique among all hypervisors. */
    String name();

    /** The machines known at this moment, in no particular order. */
    List<Machine> machines();

    /** The machine that is known by this name or identifier, in whatever forms the backend documents. */
    Optional<Machine> find(String machine);
}
