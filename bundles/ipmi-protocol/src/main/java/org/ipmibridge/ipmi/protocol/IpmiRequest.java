package org.ipmibridge.ipmi.protocol;

/**
 * An IPMI LAN request message (IPMI v2.0, section 13.8).
 *
 * @param rsAddr the responder's slave address, 20h for the BMC. 1 byte
 * @param netFn the network function, even. 6 bits
 * @param rsLun the responder's LUN. 2 bits
 * @param rqAddr the requester's software ID, 81h for a remote console. 1 byte
 * @param rqSeq the requester's sequence number. 6 bits
 * @param rqLun the requester's LUN. 2 bits
 * @param command the command number. 1 byte
 * @param data the command's data; not copied, and not to be changed
 */
public record IpmiRequest(
        int rsAddr, NetFn netFn, int rsLun, int rqAddr, int rqSeq, int rqLun, int command, byte[] data) {
    /** The slave address of a BMC. */
    public static final int BMC_ADDRESS = 0x20;
    /** The software ID of a remote console. */
    public static final int REMOTE_CONSOLE_ADDRESS = 0x81;

    /** The bytes of a message around its data. */
    private static final int OVERHEAD = 7;

    /**
     * Reads a message of {@code length} bytes.
     *
     * @throws MalformedPacketException if it is too short, a checksum is wrong, or it is a response
     */
    public static IpmiRequest decode(byte[] bytes, int offset, int length) {
        if (length < OVERHEAD) {
            throw new MalformedPacketException("message of " + length + " bytes");
        }
        if (Checksum.of(bytes, offset, 3) != 0 || Checksum.of(bytes, offset + 3, length - 3) != 0) {
            throw new MalformedPacketException("message checksum");
        }
        WireReader reader = new WireReader(bytes, offset, length - 1);
        int rsAddr = reader.uint8();
        int netFnLun = reader.uint8();
        reader.skip(1);
        int rqAddr = reader.uint8();
        int seqLun = reader.uint8();
        int command = reader.uint8();
        NetFn netFn = NetFn.of(netFnLun >> 2);
        if (!netFn.isRequest()) {
            throw new MalformedPacketException("a response where a request belongs");
        }
        return new IpmiRequest(rsAddr, netFn, netFnLun & 3, rqAddr, seqLun >> 2, seqLun & 3, command, reader.rest());
    }

    /** The message with both checksums. */
    public byte[] encode() {
        return new WireWriter(OVERHEAD + data.length)
                .uint8(rsAddr)
                .uint8(netFn.code() << 2 | rsLun)
                .checksumFrom(0)
                .uint8(rqAddr)
                .uint8(rqSeq << 2 | rqLun)
                .uint8(command)
                .bytes(data)
                .checksumFrom(3)
                .toBytes();
    }
}
