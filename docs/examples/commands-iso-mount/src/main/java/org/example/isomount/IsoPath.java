package org.example.isomount;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.ipmibridge.ipmi.api.command.CommandException;
import org.ipmibridge.ipmi.protocol.CompletionCode;

/** A path on the wire: UTF-8, without an end mark. */
final class IsoPath {
    static final int LONGEST = 1024;

    private IsoPath() {}

    /** @throws CommandException with CCh for what is no path, C8h for a path that is too long */
    static String decode(byte[] bytes) {
        if (bytes.length > LONGEST) {
            throw new CommandException(CompletionCode.DATA_FIELD_LENGTH_EXCEEDED);
        }
        try {
            String path = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            if (!path.isBlank() && path.chars().noneMatch(Character::isISOControl)) {
                return path;
            }
        } catch (CharacterCodingException e) {
            // The exception below says all that this could.
        }
        throw new CommandException(CompletionCode.INVALID_DATA_FIELD, "no path");
    }

    static byte[] encode(String path) {
        return path.getBytes(StandardCharsets.UTF_8);
    }
}
