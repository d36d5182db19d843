package org.ipmibridge.hypervisor.vmware.inventory;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down which machines come and go, and which are called otherwise from now on. */
final class MachineLog implements Vms.VmListener {
    private static final Logger LOG = LoggerFactory.getLogger(MachineLog.class);

    private final String hypervisor;

    MachineLog(String hypervisor) {
        this.hypervisor = hypervisor;
    }

    @Override
    public void changed(Optional<VmState> before, Optional<VmState> after) {
        if (before.isEmpty()) {
            after.ifPresent(
                    now -> LOG.info("hypervisor {}: machine {} ({}) is there", hypervisor, now.path(), now.id()));
        } else if (after.isEmpty()) {
            LOG.info(
                    "hypervisor {}: machine {} ({}) is gone",
                    hypervisor,
                    before.get().path(),
                    before.get().id());
        } else if (!before.get().path().equals(after.get().path())) {
            LOG.info(
                    "hypervisor {}: machine {} is {} now",
                    hypervisor,
                    before.get().path(),
                    after.get().path());
        }
    }
}
