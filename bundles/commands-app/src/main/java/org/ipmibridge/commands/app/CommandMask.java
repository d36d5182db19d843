package org.ipmibridge.commands.app;

import org.ipmibridge.ipmi.api.command.CommandDescription;

/** A bit for each of 128 commands. */
final class CommandMask {
    private static final int LENGTH = 16;
    private static final int COMMANDS = 128;

    private CommandMask() {}

    /** The bits of those commands that are there. */
    static byte[] of(CommandQuery query, ImplementedCommands commands) {
        int first = query.firstCommand();
        byte[] mask = new byte[LENGTH];
        for (CommandDescription command : commands.all()) {
            int index = command.command() - first;
            if (query.matches(command) && index >= 0 && index < COMMANDS) {
                mask[index / Byte.SIZE] |= (byte) (1 << index % Byte.SIZE);
            }
        }
        return mask;
    }

    /** The other bits. */
    static byte[] inverted(byte[] mask) {
        byte[] inverted = new byte[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            inverted[i] = (byte) ~mask[i];
        }
        return inverted;
    }
}
