package org.ipmibridge.ipmi.protocol;

/** The two's complement checksum of IPMI messages: the bytes and it add up to zero (IPMI v2.0, section 13.8). */
public final class Checksum {
    private Checksum() {}

    /** @return the checksum of {@code length} bytes from {@code offset}, 0 to 255 */
    public static int of(byte[] bytes, int offset, int length) {
        int sum = 0;
        for (int i = offset; i < offset + length; i++) {
            sum += bytes[i];
        }
        return -sum & 0xFF;
    }
}
