package org.ipmibridge.ipmi.protocol;

import java.util.Arrays;

/**
 * Reads fields from a range of a byte array, least significant byte first, and checks the length before each read.
 *
 * <p>Every read that would pass the end throws {@link MalformedPacketException}. Not thread-safe.
 */
public final class WireReader {
    private final byte[] bytes;
    private final int limit;
    private int position;

    /** Reads all of {@code bytes}, which is not copied. */
    public WireReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    /**
     * Reads {@code length} bytes from {@code offset}; the array is not copied.
     *
     * @throws IndexOutOfBoundsException if the range is not inside the array
     */
    public WireReader(byte[] bytes, int offset, int length) {
        java.util.Objects.checkFromIndexSize(offset, length, bytes.length);
        this.bytes = bytes;
        this.position = offset;
        this.limit = offset + length;
    }

    /** The number of bytes that are left. */
    public int remaining() {
        return limit - position;
    }

    /** The index, in the underlying array, of the next byte. */
    public int position() {
        return position;
    }

    /** One byte, 0 to 255. */
    public int uint8() {
        require(1);
        return bytes[position++] & 0xFF;
    }

    /** Two bytes, 0 to 65535. */
    public int uint16() {
        require(2);
        int value = (bytes[position] & 0xFF) | (bytes[position + 1] & 0xFF) << 8;
        position += 2;
        return value;
    }

    /** Four bytes as they are; read it with {@link Integer#toUnsignedLong} where the sign matters. */
    public int int32() {
        require(4);
        int value = (bytes[position] & 0xFF)
                | (bytes[position + 1] & 0xFF) << 8
                | (bytes[position + 2] & 0xFF) << 16
                | (bytes[position + 3] & 0xFF) << 24;
        position += 4;
        return value;
    }

    /** Four bytes, most significant byte first, as ASF has them. */
    public int int32BigEndian() {
        return Integer.reverseBytes(int32());
    }

    /** The next {@code count} bytes, copied. */
    public byte[] bytes(int count) {
        require(count);
        byte[] copy = Arrays.copyOfRange(bytes, position, position + count);
        position += count;
        return copy;
    }

    /** All bytes that are left, copied. */
    public byte[] rest() {
        return bytes(remaining());
    }

    /** Passes over {@code count} bytes, such as reserved ones. */
    public void skip(int count) {
        require(count);
        position += count;
    }

    /** Refuses bytes that nobody asked for. */
    public void expectEnd() {
        if (remaining() != 0) {
            throw new MalformedPacketException(remaining() + " bytes too many");
        }
    }

    private void require(int count) {
        if (count < 0 || remaining() < count) {
            throw new MalformedPacketException(count + " bytes wanted, " + remaining() + " left");
        }
    }
}
