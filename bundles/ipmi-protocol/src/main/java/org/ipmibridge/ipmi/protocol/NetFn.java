package org.ipmibridge.ipmi.protocol;

import java.util.stream.IntStream;

/**
 * A network function: the family that a command belongs to (IPMI v2.0, section 5.1). Even codes are requests, odd ones the
 * responses to them; every code has a value, known or not.
 */
public final class NetFn {
    private static final NetFn[] ALL =
            IntStream.range(0, 64).mapToObj(NetFn::new).toArray(NetFn[]::new);

    public static final NetFn CHASSIS = of(0x00);
    public static final NetFn BRIDGE = of(0x02);
    public static final NetFn SENSOR_EVENT = of(0x04);
    public static final NetFn APP = of(0x06);
    public static final NetFn FIRMWARE = of(0x08);
    public static final NetFn STORAGE = of(0x0A);
    public static final NetFn TRANSPORT = of(0x0C);
    public static final NetFn GROUP_EXTENSION = of(0x2C);
    public static final NetFn OEM_GROUP = of(0x2E);

    private final int code;

    private NetFn(int code) {
        this.code = code;
    }

    /**
     * @param code 0 to 3Fh
     * @throws IndexOutOfBoundsException if {@code code} has more than six bits
     */
    public static NetFn of(int code) {
        return ALL[code];
    }

    /** The code, 0 to 3Fh. */
    public int code() {
        return code;
    }

    public boolean isRequest() {
        return (code & 1) == 0;
    }

    /** The response function that belongs to this request function; itself if it is one. */
    public NetFn response() {
        return ALL[code | 1];
    }

    /** The request function that belongs to this response function; itself if it is one. */
    public NetFn request() {
        return ALL[code & ~1];
    }

    /** How many bytes of the message data name the body that defines the command: 1 for a group, 3 for an OEM, else 0. */
    public int bodyLength() {
        NetFn request = request();
        return request == GROUP_EXTENSION ? 1 : request == OEM_GROUP ? 3 : 0;
    }

    @Override
    public String toString() {
        return String.format("%02Xh", code);
    }
}
