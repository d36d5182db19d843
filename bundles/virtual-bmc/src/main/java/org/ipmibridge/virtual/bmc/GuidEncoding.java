package org.ipmibridge.virtual.bmc;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;

/**
 * The byte order in which a UUID goes over the wire. The specification has it reversed (IPMI v2.0, section 20.8); real BMCs and
 * clients disagree about it.
 */
enum GuidEncoding {
    /** All bytes reversed: ipmitool calls it "IPMI", and FreeIPMI prints the UUID as it is. */
    IPMI {
        @Override
        byte[] encode(UUID uuid) {
            return ByteBuffer.allocate(LENGTH)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(uuid.getLeastSignificantBits())
                    .putLong(uuid.getMostSignificantBits())
                    .array();
        }
    },
    /** The first three fields reversed, as in the SMBIOS tables. */
    SMBIOS {
        @Override
        byte[] encode(UUID uuid) {
            long high = uuid.getMostSignificantBits();
            return ByteBuffer.allocate(LENGTH)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt((int) (high >> 32))
                    .putShort((short) (high >> 16))
                    .putShort((short) high)
                    .order(ByteOrder.BIG_ENDIAN)
                    .putLong(uuid.getLeastSignificantBits())
                    .array();
        }
    },
    /** In the order in which it is written. */
    RFC4122 {
        @Override
        byte[] encode(UUID uuid) {
            return ByteBuffer.allocate(LENGTH)
                    .putLong(uuid.getMostSignificantBits())
                    .putLong(uuid.getLeastSignificantBits())
                    .array();
        }
    };

    private static final int LENGTH = 16;

    /** The sixteen bytes as they go over the wire. */
    abstract byte[] encode(UUID uuid);
}
