package org.ipmibridge.commands.chassis;

import org.ipmibridge.ipmi.api.bmc.Bmc;

/** When the boot flags' valid bit is cleared without a boot (IPMI v2.0, table 28-14, parameter 3). */
final class ValidBitClearing {
    static final String KEY = "chassis.boot.valid-bit-clearing";
    static final int RESERVED = 0xE0;

    private static final byte NOT_AFTER_60_SECONDS = 0x08;

    private ValidBitClearing() {}

    /** What applies as long as no client has said it. */
    static byte[] initial(ChassisConfiguration configuration) {
        return new byte[] {configuration.bootFlagsExpire() ? 0 : NOT_AFTER_60_SECONDS};
    }

    /** Whether boot flags are to be forgotten when no Chassis Control follows within 60 seconds. */
    static boolean isAfter60Seconds(Bmc bmc, ChassisConfiguration configuration) {
        byte[] value = bmc.settings().get(KEY).orElseGet(() -> initial(configuration));
        return (value[0] & NOT_AFTER_60_SECONDS) == 0;
    }
}
