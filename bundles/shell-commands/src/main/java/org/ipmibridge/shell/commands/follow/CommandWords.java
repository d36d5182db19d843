package org.ipmibridge.shell.commands.follow;

import java.util.List;
import org.ipmibridge.ipmi.api.trace.TracedPacket;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.ipmibridge.shell.commands.text.Words;

/** What the data of some frequent commands say, in words. */
final class CommandWords {
    private static final int CHASSIS = 0x00;
    private static final int APP = 0x06;
    private static final int CHASSIS_STATUS = 0x01;
    private static final int CHASSIS_CONTROL = 0x02;
    private static final int SET_BOOT_OPTIONS = 0x08;
    private static final int SET_PRIVILEGE = 0x3B;
    private static final int BOOT_FLAGS = 0x05;
    private static final int INVALID = 0x80;

    /** IPMI v2.0, section 28.3. */
    private static final List<String> CONTROLS =
            List.of("power off", "power on", "power cycle", "hard reset", "diagnostic interrupt", "soft shutdown");

    /** IPMI v2.0, table 28-14, parameter 5, data 2. */
    private static final List<String> DEVICES =
            List.of("no override", "network", "disk", "disk, safe mode", "diagnostics", "CD", "firmware setup");

    private CommandWords() {}

    /** The meaning; empty where there is none that is simple. */
    static String of(TracedPacket.Command command) {
        boolean request = command.code().isEmpty();
        boolean answered = command.code().filter(code -> code.isOk()).isPresent();
        byte[] data = command.data();
        if (data.length == 0) {
            return "";
        }
        int key = command.netFn() << 8 | command.number();
        return switch (key) {
            case CHASSIS << 8 | CHASSIS_CONTROL -> request ? word(CONTROLS, data[0] & 0x0F) : "";
            case CHASSIS << 8 | CHASSIS_STATUS -> answered ? (data[0] & 1) == 0 ? "power off" : "power on" : "";
            case CHASSIS << 8 | SET_BOOT_OPTIONS -> request ? bootFlags(data) : "";
            case APP << 8 | SET_PRIVILEGE -> request || answered ? privilege(data[0] & 0x0F) : "";
            default -> "";
        };
    }

    private static String bootFlags(byte[] data) {
        if ((data[0] & ~INVALID) != BOOT_FLAGS || data.length < 3) {
            return "";
        }
        boolean valid = (data[1] & 0x80) != 0;
        boolean persistent = (data[1] & 0x40) != 0;
        return "boot device " + word(DEVICES, data[2] >> 2 & 0x0F)
                + (valid ? persistent ? ", every boot" : ", next boot" : ", not valid");
    }

    private static String privilege(int code) {
        return PrivilegeLevel.of(code).map(Words::of).orElse("");
    }

    private static String word(List<String> words, int index) {
        return index < words.size() ? words.get(index) : "";
    }
}
