package org.ipmibridge.ipmi.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Packets of real clients: {@code name | bytes in hexadecimal} a line, comments after {@code #}. */
public final class GoldenPackets {
    /** The recorded conversations. */
    public static final List<String> CONVERSATIONS = List.of(
            "freeipmi-lan-md2",
            "freeipmi-lan-md5",
            "freeipmi-lan20-suite3",
            "freeipmi-lan20-suite17",
            "ipmitool-lan-md5",
            "ipmitool-lan-straight",
            "ipmitool-lanplus-suite3",
            "ipmitool-lanplus-suite17",
            "openipmi-md5",
            "openipmi-suite3",
            "openipmi-suite3-name-and-privilege");

    private GoldenPackets() {}

    /** All packets of a file, in the order in which they were sent. */
    public static Map<String, byte[]> of(String file) {
        Map<String, byte[]> packets = new LinkedHashMap<>();
        text(file).lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            int bar = line.lastIndexOf(" | ");
            byte[] bytes = HexFormat.of().parseHex(line.substring(bar + 3).replace(" ", ""));
            if (packets.put(line.substring(0, bar), bytes) != null) {
                throw new IllegalArgumentException(file + " has two packets " + line.substring(0, bar));
            }
        });
        return packets;
    }

    /** One packet of a file. */
    public static byte[] of(String file, String name) {
        byte[] packet = of(file).get(name);
        if (packet == null) {
            throw new IllegalArgumentException(file + " has no packet " + name);
        }
        return packet;
    }

    /** A reader of a packet's payload: behind the RMCP header and a session header of this many bytes. */
    public static WireReader payload(String file, String name, int sessionHeader) {
        WireReader reader = new WireReader(of(file, name));
        reader.skip(4 + sessionHeader);
        return reader;
    }

    private static String text(String file) {
        try (InputStream in = GoldenPackets.class.getResourceAsStream("/golden/" + file + ".txt")) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
