package org.ipmibridge.commands.app;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A string of the system info parameters as it goes over the wire: blocks of 16 bytes, of which the first begins with the encoding and the
 * length (IPMI v2.0, section 22.14a). Immutable.
 */
final class SystemInfoString {
    /** The bytes of a block. */
    static final int BLOCK = 16;
    /** As many blocks as the longest string needs. */
    static final int BLOCKS = 17;

    static final SystemInfoString EMPTY = of("");

    private static final int HEADER = 2;
    private static final int LONGEST = 255;
    private static final int LATIN_1 = 0;
    private static final int UTF_8 = 1;
    private static final int HIGHEST_ENCODING = 2;
    private static final int ENCODING = 0x0F;

    private final byte[] blocks;

    private SystemInfoString(byte[] blocks) {
        this.blocks = blocks;
    }

    /** The string in ISO 8859-1 if it can be, else in UTF-8; at most 255 bytes of it. */
    static SystemInfoString of(String text) {
        boolean latin = StandardCharsets.ISO_8859_1.newEncoder().canEncode(text);
        Charset charset = latin ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
        byte[] bytes = text.getBytes(charset);
        int length = Math.min(bytes.length, LONGEST);
        byte[] blocks = new byte[BLOCK * BLOCKS];
        blocks[0] = (byte) (latin ? LATIN_1 : UTF_8);
        blocks[1] = (byte) length;
        System.arraycopy(bytes, 0, blocks, HEADER, length);
        return new SystemInfoString(blocks);
    }

    /** A string from {@link #toBytes()}. */
    static SystemInfoString ofBytes(byte[] stored) {
        return new SystemInfoString(Arrays.copyOf(stored, BLOCK * BLOCKS));
    }

    /** Whether the first byte of a first block names an encoding. */
    static boolean isEncoding(int value) {
        return (value & ENCODING) <= HIGHEST_ENCODING;
    }

    byte[] toBytes() {
        return blocks.clone();
    }

    /** @param number 0 to {@link #BLOCKS} - 1 */
    byte[] block(int number) {
        return Arrays.copyOfRange(blocks, number * BLOCK, (number + 1) * BLOCK);
    }

    /** The same string but for one block, of which the bytes that are not given are 0. */
    SystemInfoString withBlock(int number, byte[] block) {
        byte[] changed = blocks.clone();
        System.arraycopy(Arrays.copyOf(block, BLOCK), 0, changed, number * BLOCK, BLOCK);
        return new SystemInfoString(changed);
    }
}
