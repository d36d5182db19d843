package org.ipmibridge.ipmi.api.command;

import org.ipmibridge.ipmi.protocol.CompletionCode;

/** Ends a command with a completion code. It carries no stack trace: it is an answer, not a fault. */
public final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient CompletionCode code;

    public CommandException(CompletionCode code) {
        this(code, code.toString());
    }

    /** @param reason why, for the log; never contains a secret */
    public CommandException(CompletionCode code, String reason) {
        super(reason, null, false, false);
        this.code = code;
    }

    public CompletionCode code() {
        return code;
    }
}
