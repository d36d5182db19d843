package org.example.isomount;

import java.util.Arrays;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.ipmi.api.bmc.BmcSettings;
import org.ipmibridge.ipmi.api.command.CommandException;
import org.ipmibridge.ipmi.protocol.CompletionCode;

/** The parts of a path that a client has sent so far. The BMC remembers them, not this bundle: so they outlive its update. */
final class StagedPath {
    private static final String KEY = "isomount.staged-path";

    private final BmcSettings settings;

    StagedPath(Bmc bmc) {
        settings = bmc.settings();
    }

    /**
     * Adds a part.
     *
     * @param offset where it belongs: at the end of what is there, or at 0
     * @return how long the path is now
     */
    int add(int offset, byte[] part) {
        byte[] before = offset == 0 ? new byte[0] : get();
        if (offset != before.length) {
            throw new CommandException(CompletionCode.PARAMETER_OUT_OF_RANGE, "staged are " + before.length + " bytes");
        }
        if (offset + part.length > IsoPath.LONGEST) {
            throw new CommandException(CompletionCode.DATA_FIELD_LENGTH_EXCEEDED);
        }
        byte[] path = Arrays.copyOf(before, offset + part.length);
        System.arraycopy(part, 0, path, offset, part.length);
        settings.putVolatile(KEY, path);
        return path.length;
    }

    /** What is staged; empty for nothing. */
    byte[] get() {
        return settings.get(KEY).orElse(new byte[0]);
    }

    void clear() {
        settings.remove(KEY);
    }
}
