package org.ipmibridge.commands.chassis;

import org.ipmibridge.ipmi.protocol.MalformedPacketException;

/** Checks of a boot parameter's data. */
final class BootData {
    private BootData() {}

    /** Refuses, with C7h, any other length. */
    static void expectLength(byte[] data, int length) {
        expectLength(data, length, length);
    }

    static void expectLength(byte[] data, int least, int most) {
        if (data.length < least || data.length > most) {
            throw new MalformedPacketException(
                    data.length + " bytes of parameter data, where " + least + " to " + most + " are allowed");
        }
    }
}
