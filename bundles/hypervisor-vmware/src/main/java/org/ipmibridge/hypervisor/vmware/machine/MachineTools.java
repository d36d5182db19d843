package org.ipmibridge.hypervisor.vmware.machine;

import java.time.InstantSource;
import java.util.function.Function;
import org.ipmibridge.hypervisor.vmware.boot.BootOverrides;
import org.ipmibridge.hypervisor.vmware.inventory.VmState;
import org.ipmibridge.hypervisor.vmware.inventory.Vms;
import org.ipmibridge.hypervisor.vmware.iso.IsoListing;
import org.ipmibridge.hypervisor.vmware.iso.IsoPlaces;
import org.ipmibridge.hypervisor.vmware.iso.MachineIsos;

/** What all machines of one server share. */
record MachineTools(
        String hypervisor,
        Vms vms,
        Lanes lanes,
        PowerControl power,
        BootOverrides overrides,
        MachineIsos isos,
        IsoListing listing,
        IsoPlaces places,
        Names names,
        Function<VmState, MachineSettings> settings,
        InstantSource clock) {}
