package org.ipmibridge.hypervisor.vmware.inventory;

import java.util.List;
import java.util.Optional;

/**
 * What VMware Tools tell of the guest.
 *
 * @param fullName the configured guest operating system in words
 * @param toolsStatus {@code guest.toolsRunningStatus}, for instance {@code guestToolsRunning}
 * @param hostName what the guest calls itself
 * @param addresses its IP addresses
 */
public record Guest(
        Optional<String> fullName, Optional<String> toolsStatus, Optional<String> hostName, List<String> addresses) {
    public static final String TOOLS_RUNNING = "guestToolsRunning";

    public Guest {
        addresses = List.copyOf(addresses);
    }

    /** Whether the guest can be asked to shut down. */
    public boolean toolsRun() {
        return toolsStatus.filter(TOOLS_RUNNING::equals).isPresent();
    }
}
