package org.ipmibridge.ipmi.protocol;

/**
 * An IPMI LAN response message (IPMI v2.0, section 13.8).
 *
 * @param rqAddr the requester's software ID. 1 byte
 * @param netFn the network function, odd. 6 bits
 * @param rqLun the requester's LUN. 2 bits
 * @param rsAddr the responder's slave address. 1 byte
 * @param rqSeq the sequence number of the request. 6 bits
 * @param rsLun the responder's LUN. 2 bits
 * @param command the command number. 1 byte
 * @param code how the command ended. 1 byte
 * @param data what follows the completion code; not copied, and not to be changed
 */
public record IpmiResponse(
        int rqAddr,
        NetFn netFn,
        int rqLun,
        int rsAddr,
        int rqSeq,
        int rsLun,
        int command,
        CompletionCode code,
        byte[] data) {
    /** The bytes of a message around its data. */
    private static final int OVERHEAD = 8;

    /** The answer to {@code request}, from the address that it was sent to. */
    public static IpmiResponse to(IpmiRequest request, CompletionCode code, byte[] data) {
        return new IpmiResponse(
                request.rqAddr(),
                request.netFn().response(),
                request.rqLun(),
                request.rsAddr(),
                request.rqSeq(),
                request.rsLun(),
                request.command(),
                code,
                data);
    }

    /**
     * Reads a message of {@code length} bytes.
     *
     * @throws MalformedPacketException if it is too short, a checksum is wrong, or it is a request
     */
    public static IpmiResponse decode(byte[] bytes, int offset, int length) {
        if (length < OVERHEAD) {
            throw new MalformedPacketException("message of " + length + " bytes");
        }
        if (Checksum.of(bytes, offset, 3) != 0 || Checksum.of(bytes, offset + 3, length - 3) != 0) {
            throw new MalformedPacketException("message checksum");
        }
        WireReader reader = new WireReader(bytes, offset, length - 1);
        int rqAddr = reader.uint8();
        int netFnLun = reader.uint8();
        reader.skip(1);
        int rsAddr = reader.uint8();
        int seqLun = reader.uint8();
        int command = reader.uint8();
        CompletionCode code = new CompletionCode(reader.uint8());
        NetFn netFn = NetFn.of(netFnLun >> 2);
        if (netFn.isRequest()) {
            throw new MalformedPacketException("a request where a response belongs");
        }
        return new IpmiResponse(
                rqAddr, netFn, netFnLun & 3, rsAddr, seqLun >> 2, seqLun & 3, command, code, reader.rest());
    }

    /** The message with both checksums. */
    public byte[] encode() {
        return new WireWriter(OVERHEAD + data.length)
                .uint8(rqAddr)
                .uint8(netFn.code() << 2 | rqLun)
                .checksumFrom(0)
                .uint8(rsAddr)
                .uint8(rqSeq << 2 | rsLun)
                .uint8(command)
                .uint8(code.code())
                .bytes(data)
                .checksumFrom(3)
                .toBytes();
    }
}
