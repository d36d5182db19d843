package org.ipmibridge.commands.app;

import org.ipmibridge.ipmi.api.command.CommandException;
import org.ipmibridge.ipmi.api.user.UserDirectory;
import org.ipmibridge.ipmi.protocol.CompletionCode;
import org.ipmibridge.ipmi.protocol.WireReader;

/** User IDs in requests. */
final class UserIds {
    /** The null user, whose name is fixed. */
    static final int NULL_USER = 1;

    private static final int MASK = 0x3F;

    private UserIds() {}

    /** Reads a byte of which the low six bits are a user's ID; the others are not looked at. */
    static int read(WireReader reader) {
        return of(reader.uint8());
    }

    /**
     * The ID in the low six bits.
     *
     * @throws CommandException with CCh if there is no such user
     */
    static int of(int value) {
        int id = value & MASK;
        if (id < NULL_USER || id > UserDirectory.CAPACITY) {
            throw new CommandException(CompletionCode.INVALID_DATA_FIELD, "there is no user " + id);
        }
        return id;
    }
}
