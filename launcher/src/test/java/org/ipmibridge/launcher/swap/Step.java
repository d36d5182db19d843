package org.ipmibridge.launcher.swap;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.ipmibridge.ipmi.console.Message;

/**
 * A command of a client's work.
 *
 * @param name what it is called
 * @param netFn the network function
 * @param command the command
 * @param data its data, each value one byte
 * @param fact what of its answer is the same each time
 */
record Step(String name, int netFn, int command, int[] data, Function<Message, Object> fact) {
    private static Step of(String name, Function<Message, Object> fact, int netFn, int command, int... data) {
        return new Step(name, netFn, command, data, fact);
    }

    /** What a client does in turn: mostly reads of all kinds, and some commands that change something. */
    static final List<Step> WORK = List.of(
            of("Get Device ID", answer -> answer.data().length, 0x06, 0x01),
            of("Get Chassis Status", answer -> answer.data()[0] & 1, 0x00, 0x01),
            of("Get System GUID", answer -> Arrays.toString(answer.data()), 0x06, 0x37),
            of("Get System Boot Options", answer -> answer.data()[1], 0x00, 0x09, 5, 0, 0),
            of("Get User Name", answer -> Arrays.toString(answer.data()), 0x06, 0x46, 2),
            of("Get Session Info", answer -> answer.data()[0], 0x06, 0x3D, 0),
            of("Get Channel Info", answer -> answer.data().length, 0x06, 0x42, 0x0E),
            of("Get POH Counter", answer -> answer.data()[0], 0x00, 0x0F),
            of("Get ACPI Power State", answer -> answer.data().length, 0x06, 0x07),
            of("Get Self Test Results", answer -> answer.data().length, 0x06, 0x04),
            of("Get Chassis Status", answer -> answer.data()[0] & 1, 0x00, 0x01),
            of("Set System Boot Options", answer -> 0, 0x00, 0x08, 4, 0x01, 0x01),
            of("Get Device ID", answer -> answer.data().length, 0x06, 0x01),
            of("Get Chassis Status", answer -> answer.data()[0] & 1, 0x00, 0x01),
            of("Set ACPI Power State", answer -> 0, 0x06, 0x06, 0x80, 0x80),
            of("Get Chassis Capabilities", answer -> answer.data().length, 0x00, 0x00));

    /** The same without what tells one machine from another. */
    static final List<Step> OF_ANY_MACHINE =
            WORK.stream().filter(step -> !step.name().equals("Get System GUID")).toList();

    /** A command that changes the machine: boot from disk, once. */
    static final Step BOOT_DEVICE = of("Set System Boot Options", answer -> 0, 0x00, 0x08, 5, 0x80, 0x08, 0, 0, 0);
}
