package org.ipmibridge.ipmi.session;

import java.util.Arrays;
import org.ipmibridge.ipmi.protocol.NetFn;

/** Which commands' data can hold a secret. */
final class SecretData {
    private static final int SET_USER_PASSWORD = 0x47;
    private static final int SET_CHANNEL_SECURITY_KEYS = 0x56;
    private static final int SET_LAN_CONFIGURATION_PARAMETERS = 0x01;

    /** In all of them the secret comes after two bytes that say what it is for. */
    private static final int SHOWN = 2;

    private SecretData() {}

    /** The data itself if there is no secret in it, else a copy with zeros in its place. */
    static byte[] blank(NetFn netFn, int command, byte[] data) {
        boolean secret = netFn == NetFn.APP && (command == SET_USER_PASSWORD || command == SET_CHANNEL_SECURITY_KEYS)
                || netFn == NetFn.TRANSPORT && command == SET_LAN_CONFIGURATION_PARAMETERS;
        if (!secret || data.length <= SHOWN) {
            return data;
        }
        byte[] blanked = data.clone();
        Arrays.fill(blanked, SHOWN, blanked.length, (byte) 0);
        return blanked;
    }
}
