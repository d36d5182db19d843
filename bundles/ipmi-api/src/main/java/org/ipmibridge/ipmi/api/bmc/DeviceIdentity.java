package org.ipmibridge.ipmi.api.bmc;

/**
 * What a BMC says of itself in Get Device ID (IPMI v2.0, section 20.1).
 *
 * @param deviceId 0 to FFh
 * @param deviceRevision 0 to 15
 * @param firmwareMajor 0 to 127
 * @param firmwareMinor 0 to 99
 * @param manufacturer the IANA enterprise number, 0 to FFFFFh
 * @param product 0 to FFFFh
 */
public record DeviceIdentity(
        int deviceId, int deviceRevision, int firmwareMajor, int firmwareMinor, int manufacturer, int product) {
    public DeviceIdentity {
        check("deviceId", deviceId, 0xFF);
        check("deviceRevision", deviceRevision, 0x0F);
        check("firmwareMajor", firmwareMajor, 0x7F);
        check("firmwareMinor", firmwareMinor, 99);
        check("manufacturer", manufacturer, 0xFFFFF);
        check("product", product, 0xFFFF);
    }

    private static void check(String name, int value, int maximum) {
        if (value < 0 || value > maximum) {
            throw new IllegalArgumentException(name + " = " + value + ": must be 0 to " + maximum);
        }
    }
}
