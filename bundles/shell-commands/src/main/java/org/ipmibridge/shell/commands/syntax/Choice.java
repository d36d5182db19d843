package org.ipmibridge.shell.commands.syntax;

/** What an argument may be. */
public enum Choice {
    ANY,
    BMC,
    MACHINE,
    /** An ISO image that the machine before it on the line can mount. */
    ISO,
    /** The handle of a session of the BMC before it on the line. */
    SESSION,
    POWER_ACTION,
    BOOT_DEVICE,
    COMMAND,
    BUNDLE,
    /** A configuration file. */
    CONFIG_FILE,
    /** A key of the configuration file before it on the line. */
    CONFIG_KEY,
    /** A user's account. */
    ACCOUNT,
    PRIVILEGE,
    HYPERVISOR
}
