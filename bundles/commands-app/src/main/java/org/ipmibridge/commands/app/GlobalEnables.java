package org.ipmibridge.commands.app;

import org.ipmibridge.ipmi.api.bmc.BmcSettings;

/**
 * The BMC global enables (IPMI v2.0, section 22.1), kept until the bridge stops. Only event logging can be switched: the message queues
 * and buffers of a system interface, and what is left to OEMs, do not exist.
 *
 * @param eventLogging whether events are logged
 */
record GlobalEnables(boolean eventLogging) {
    static final GlobalEnables DEFAULT = new GlobalEnables(true);

    /** The bit of the system event log; all others are 0. */
    static final int EVENT_LOGGING = 1 << 3;

    private static final String KEY = "app.global-enables";

    static GlobalEnables inForce(BmcSettings settings) {
        return settings.get(KEY)
                .filter(stored -> stored.length == 1)
                .map(stored -> new GlobalEnables(stored[0] == EVENT_LOGGING))
                .orElse(DEFAULT);
    }

    void putInForce(BmcSettings settings) {
        settings.putVolatile(KEY, new byte[] {(byte) bits()});
    }

    int bits() {
        return eventLogging ? EVENT_LOGGING : 0;
    }
}
