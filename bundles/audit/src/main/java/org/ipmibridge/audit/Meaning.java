package org.ipmibridge.audit;

import java.util.List;
import org.ipmibridge.ipmi.api.command.CommandRequest;

/**
 * What the data of a few commands say, in words. Only these are looked into, and only in bytes that hold no secret; the data of all other commands
 * stays out of the record.
 */
final class Meaning {
    private static final int CHASSIS = 0x00;
    private static final int APP = 0x06;

    /** IPMI v2.0, section 28.3. */
    private static final List<String> CONTROLS =
            List.of("power off", "power on", "power cycle", "hard reset", "diagnostic interrupt", "soft shutdown");

    /** IPMI v2.0, section 28.8. */
    private static final List<String> POLICIES = List.of("stay off", "restore", "power up", "no change");

    /** IPMI v2.0, section 22.30. */
    private static final List<String> PASSWORD_OPERATIONS =
            List.of("disable user", "enable user", "set password", "test password");

    /** IPMI v2.0, table 28-14, parameter 5, data 2. */
    private static final List<String> DEVICES = List.of(
            "none",
            "pxe",
            "disk",
            "disk, safe mode",
            "diagnostics",
            "cdrom",
            "bios",
            "remote floppy",
            "remote cdrom",
            "remote media",
            "",
            "remote disk",
            "",
            "",
            "",
            "floppy");

    private Meaning() {}

    /** Adds what the request says, where that is known. */
    static void add(JsonLine line, CommandRequest request) {
        byte[] data = request.data();
        if (data.length == 0) {
            return;
        }
        switch (request.netFn().code() << 8 | request.command()) {
            case CHASSIS << 8 | 0x02 -> line.put("action", word(CONTROLS, data[0] & 0x0F));
            case CHASSIS << 8 | 0x06 -> line.put("action", word(POLICIES, data[0] & 0x07));
            case CHASSIS << 8 | 0x08 -> bootDevice(line, data);
            case APP << 8 | 0x43 -> userId(line, data, 1);
            case APP << 8 | 0x45 -> userId(line, data, 0);
            case APP << 8 | 0x47 -> {
                userId(line, data, 0);
                line.put("action", data.length < 2 ? "" : word(PASSWORD_OPERATIONS, data[1] & 0x03));
            }
            default -> {
                // Nothing of it is known to be harmless.
            }
        }
    }

    private static void bootDevice(JsonLine line, byte[] data) {
        int parameter = data[0] & 0x7F;
        if (parameter != 5 || data.length < 3) {
            line.put("parameter", parameter);
            return;
        }
        boolean valid = (data[1] & 0x80) != 0;
        boolean persistent = (data[1] & 0x40) != 0;
        line.put("bootDevice", word(DEVICES, data[2] >> 2 & 0x0F));
        line.put("bootFor", valid ? persistent ? "every boot" : "next boot" : "no boot");
    }

    private static void userId(JsonLine line, byte[] data, int at) {
        if (data.length > at) {
            line.put("targetUserId", data[at] & 0x3F);
        }
    }

    private static String word(List<String> words, int index) {
        return index < words.size() ? words.get(index) : "";
    }
}
