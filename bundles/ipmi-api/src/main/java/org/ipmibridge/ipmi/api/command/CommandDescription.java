package org.ipmibridge.ipmi.api.command;

import org.ipmibridge.ipmi.protocol.NetFn;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;

/**
 * A command that some bundle implements at this moment; see {@link IpmiCommand} for what the values mean.
 *
 * @param netFn the network function, even
 * @param body who defines the command, {@link IpmiCommand#NO_BODY} for the specification
 * @param command the command number
 * @param name the specification's name
 * @param privilege the privilege that it takes
 * @param sessionless whether it is also answered outside a session
 * @param changesState whether it changes anything
 */
public record CommandDescription(
        NetFn netFn,
        int body,
        int command,
        String name,
        PrivilegeLevel privilege,
        boolean sessionless,
        boolean changesState) {}
