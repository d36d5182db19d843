package org.ipmibridge.ipmi.protocol;

import java.util.Arrays;

/** Writes fields one after another, least significant byte first, into an array that grows. Not thread-safe. */
public final class WireWriter {
    private byte[] bytes;
    private int length;

    /** @param capacity the expected size in bytes; more is allowed */
    public WireWriter(int capacity) {
        bytes = new byte[capacity];
    }

    /** The number of bytes written so far. */
    public int length() {
        return length;
    }

    /** The low eight bits of {@code value}. */
    public WireWriter uint8(int value) {
        reserve(1);
        bytes[length++] = (byte) value;
        return this;
    }

    /** The low sixteen bits of {@code value}. */
    public WireWriter uint16(int value) {
        return uint8(value).uint8(value >> 8);
    }

    /** The low twenty-four bits of {@code value}. */
    public WireWriter uint24(int value) {
        return uint16(value).uint8(value >> 16);
    }

    /** All thirty-two bits of {@code value}. */
    public WireWriter int32(int value) {
        return uint16(value).uint16(value >> 16);
    }

    /** All thirty-two bits, most significant byte first, as ASF has them. */
    public WireWriter int32BigEndian(int value) {
        return int32(Integer.reverseBytes(value));
    }

    /** All of {@code source}. */
    public WireWriter bytes(byte[] source) {
        return bytes(source, 0, source.length);
    }

    /** {@code count} bytes of {@code source} from {@code offset}. */
    public WireWriter bytes(byte[] source, int offset, int count) {
        reserve(count);
        System.arraycopy(source, offset, bytes, length, count);
        length += count;
        return this;
    }

    /** {@code count} zero bytes. */
    public WireWriter zeros(int count) {
        reserve(count);
        length += count;
        return this;
    }

    /** The two's complement checksum (section 13.8) of what was written from {@code from} on. */
    public WireWriter checksumFrom(int from) {
        return uint8(Checksum.of(bytes, from, length - from));
    }

    /** The array written to, at least {@link #length()} long; valid until the next write. */
    public byte[] buffer() {
        return bytes;
    }

    /** What was written, as an array of its own. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    private void reserve(int count) {
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
        }
    }
}
