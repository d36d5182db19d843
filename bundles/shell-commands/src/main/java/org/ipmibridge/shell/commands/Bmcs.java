package org.ipmibridge.shell.commands;

import org.ipmibridge.ipmi.api.bmc.BmcDirectory;
import org.ipmibridge.ipmi.api.bmc.BmcStatus;

/** Finds BMCs. */
final class Bmcs {
    private Bmcs() {}

    /** The BMC of this name, working or not. */
    static BmcStatus require(BmcDirectory directory, String name) {
        return directory.statuses().stream()
                .filter(status -> status.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ShellException("no BMC is called " + name + "; bmc:list shows all"));
    }
}
