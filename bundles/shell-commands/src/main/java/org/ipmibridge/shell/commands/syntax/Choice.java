package org.ipmibridge.shell.commands.syntax;

/** What an argument may be. */
public enum Choice {
    ANY,
    BMC,
    MACHINE,
    POWER_ACTION,
    BOOT_DEVICE,
    COMMAND
}
